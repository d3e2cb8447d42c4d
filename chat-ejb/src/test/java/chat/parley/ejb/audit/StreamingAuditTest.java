package chat.parley.ejb.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import chat.parley.ejb.audit.TestReceiver.Manners;
import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditStream;
import chat.parley.jpa.audit.AuditStream.Place;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What other tests have noted is handed on too; only what this one has noted is looked at. */
@ExtendWith(RealDatabase.class)
class StreamingAuditTest {

    private static final Pattern SEQ = Pattern.compile(" organization=\"(\\d+)\" seq=\"(\\d+)\"");
    private static final SyslogEntry NODE = new SyslogEntry("a", "parley@32473");
    private static final SyslogEntry ANOTHER = new SyslogEntry("b", "parley@32473");

    @TempDir
    static Path directory;

    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1);
    private static TestCertificate certificate;

    private final Company company;
    private final Actor anna;
    private final StreamingAudit streaming = new StreamingAudit();
    private final TestReceiver there;

    StreamingAuditTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        streaming.stream = new AuditStream(company.database);
        streaming.entries = new AuditEntries(company.database);
        there = new TestReceiver(certificate.server(certificate), socket -> {});
    }

    @BeforeAll
    static void begin() {
        certificate = TestCertificate.of(directory, "localhost");
    }

    @AfterAll
    static void end() {
        SCHEDULER.shutdownNow();
    }

    @AfterEach
    void leave() {
        streaming.leave(NODE);
        streaming.leave(ANOTHER);
        there.close();
    }

    @Test
    void all_that_was_noted_comes_once_and_in_order() throws IOException {
        note(30);
        handOnAll();
        note(2);
        handOnAll();

        assertThat(numbers()).containsExactlyElementsOf(upTo(32));
    }

    @Test
    void what_may_not_have_been_received_comes_again() throws IOException {
        note(20);
        handOnAllButOurs();
        there.manners = Manners.READS_ONE;
        assertThatThrownBy(() -> streaming.handOn(NODE, receiver(Duration.ofSeconds(20))))
                .isInstanceOf(IOException.class);
        assertThat(numbers()).containsExactly(1L);

        there.manners = Manners.READS_ALL;
        note(1);
        handOnAll();

        assertThat(numbers()).startsWith(1L).endsWith(21L);
        assertThat(numbers().subList(1, 22)).containsExactlyElementsOf(upTo(21));
    }

    @Test
    void why_nothing_goes_on_is_known_until_it_does() throws IOException {
        note(2);
        streaming.failed(new IOException("nobody is there"));

        AuditStream.Standing away = streaming.stream.standing(company.organization);
        assertThat(away.failure()).contains("nobody is there");
        assertThat(away.failed()).isNotNull();
        assertThat(away.number()).isZero();
        assertThat(away.oldest()).isNotNull();

        handOnAll();
        AuditStream.Standing back = streaming.stream.standing(company.organization);
        assertThat(back.failure()).isNull();
        assertThat(back.number()).isEqualTo(2);
        assertThat(back.oldest()).isNull();
    }

    @Test
    void while_one_node_hands_on_no_other_does() throws IOException {
        note(1);
        streaming.stream.take(ANOTHER.node(), StreamingAudit.HOLD);

        assertThat(streaming.handOn(NODE, receiver(Duration.ofSeconds(20)))).isFalse();
        assertThat(there.received).isEmpty();

        streaming.leave(ANOTHER);
        handOnAll();
        assertThat(numbers()).containsExactly(1L);
    }

    @Test
    void where_a_node_dies_another_goes_on_and_misses_nothing() throws IOException {
        note(3);
        handOnAll();
        note(3);
        streaming.stream.take(NODE.node(), Duration.ZERO);

        while (oursWaits()) {
            assertThat(streaming.handOn(ANOTHER, receiver(Duration.ofSeconds(20))))
                    .isTrue();
        }

        assertThat(numbers()).containsExactlyElementsOf(upTo(6));
    }

    @Test
    void nobody_who_notes_something_waits_for_a_receiver() throws Exception {
        note(1);
        there.manners = Manners.STAYS;
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> handingOn = thread.submit(() -> streaming.handOn(NODE, receiver(Duration.ofSeconds(20))));
            assertThat(there.connected.await(20, TimeUnit.SECONDS)).isTrue();

            note(1);

            assertThat(handingOn.isDone()).isFalse();
            there.close();
            assertThat(handingOn.get()).as("now it was closed").isTrue();
        }
    }

    private void note(int times) {
        for (int i = 0; i < times; i++) {
            company.done(() -> company.audit.note(anna, AuditDeed.ROLE, "member 1/2", new Details()));
        }
    }

    private void handOnAll() throws IOException {
        while (oursWaits()) {
            assertThat(streaming.handOn(NODE, receiver(Duration.ofSeconds(20)))).isTrue();
        }
    }

    /** So that what comes next is ours. */
    private void handOnAllButOurs() {
        streaming.stream.places().stream()
                .filter(place -> !place.organization().equals(company.organization))
                .forEach(place -> streaming.stream.advance(new Place(place.organization(), Integer.MAX_VALUE)));
    }

    private boolean oursWaits() {
        return streaming.stream.places().stream()
                .anyMatch(place -> place.organization().equals(company.organization));
    }

    private SyslogReceiver receiver(Duration limit) {
        SyslogTrust trust = new SyslogTrust(Optional.of(certificate.certificate()), Optional.empty(), Optional.empty());
        return new SyslogReceiver("localhost", there.port(), trust, SCHEDULER, limit);
    }

    private List<Long> numbers() {
        return there.received.stream()
                .map(SEQ::matcher)
                .filter(Matcher::find)
                .filter(found -> found.group(1).equals(company.organization.toString()))
                .map(found -> Long.parseLong(found.group(2)))
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
