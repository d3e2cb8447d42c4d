package chat.parley.ejb.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import chat.parley.ejb.audit.TestReceiver.Manners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SyslogReceiverTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final List<byte[]> FRAMES = frames(List.of("4 <0>1", "8 <1>1 €"));

    @TempDir
    static Path directory;

    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1);
    private static TestCertificate theirs;
    private static TestCertificate ours;

    @BeforeAll
    static void certificates() {
        theirs = TestCertificate.of(directory, "localhost");
        ours = TestCertificate.of(directory, "parley");
    }

    @AfterAll
    static void end() {
        SCHEDULER.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void what_was_delivered_was_read(String version) throws IOException {
        try (TestReceiver there = receiver(socket -> socket.setEnabledProtocols(new String[] {version}))) {
            deliver(there, "localhost", trust(theirs), LONG);
            deliver(there, "localhost", trust(theirs), LONG);

            assertThat(there.received).containsExactly("<0>1", "<1>1 €", "<0>1", "<1>1 €");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_receiver_can_ask_for_a_certificate(String version) throws IOException {
        Consumer<SSLSocket> asking = socket -> {
            socket.setEnabledProtocols(new String[] {version});
            socket.setNeedClientAuth(true);
        };
        try (TestReceiver there = receiver(asking)) {
            assertThatThrownBy(() -> deliver(there, "localhost", trust(theirs), LONG))
                    .isInstanceOf(IOException.class);
            assertThat(there.received).noneMatch(message -> message.startsWith("<"));

            SyslogTrust known = new SyslogTrust(
                    Optional.of(theirs.certificate()), Optional.of(ours.certificate()), Optional.of(ours.key()));
            deliver(there, "localhost", known, LONG);
            assertThat(there.received).contains("<0>1", "<1>1 €");
        }
    }

    @Test
    void nothing_is_told_to_whom_nobody_trusts_or_who_is_somebody_else() {
        try (TestReceiver there = receiver(socket -> {})) {
            assertThatThrownBy(() -> deliver(there, "localhost", trust(ours), LONG))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> deliver(there, "127.0.0.1", trust(theirs), LONG))
                    .isInstanceOf(SSLException.class);
            SyslogTrust javas = new SyslogTrust(Optional.empty(), Optional.empty(), Optional.empty());
            assertThatThrownBy(() -> deliver(there, "localhost", javas, LONG)).isInstanceOf(SSLException.class);

            assertThat(there.received).noneMatch(message -> message.startsWith("<"));
        }
    }

    /** More than what fits into buffers on the way. */
    @ParameterizedTest
    @EnumSource(
            value = Manners.class,
            names = {"STAYS", "READS_NOTHING", "READS_ONE"})
    void who_does_not_read_all_and_close_has_not_received_it(Manners manners) {
        List<byte[]> many = frames(IntStream.range(0, 4_000)
                .mapToObj(i -> "8000 " + "x".repeat(8_000))
                .toList());
        try (TestReceiver there = receiver(socket -> {})) {
            there.manners = manners;
            SyslogReceiver receiver = new SyslogReceiver(
                    "localhost", there.port(), trust(theirs), SCHEDULER, manners == Manners.READS_ONE ? LONG : SHORT);

            assertThatThrownBy(() -> receiver.deliver(many)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void where_nobody_listens_nothing_is_delivered() {
        TestReceiver gone = receiver(socket -> {});
        gone.close();

        assertThatThrownBy(() -> deliver(gone, "localhost", trust(theirs), LONG))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_certificate_without_its_key_is_a_mistake() {
        SyslogTrust half = new SyslogTrust(Optional.empty(), Optional.of(ours.certificate()), Optional.empty());

        assertThatThrownBy(half::context).hasMessageContaining("belong together");
    }

    private static TestReceiver receiver(Consumer<SSLSocket> setting) {
        return new TestReceiver(theirs.server(ours), setting);
    }

    private static void deliver(TestReceiver there, String host, SyslogTrust trust, Duration limit) throws IOException {
        new SyslogReceiver(host, there.port(), trust, SCHEDULER, limit).deliver(FRAMES);
    }

    private static SyslogTrust trust(TestCertificate authority) {
        return new SyslogTrust(Optional.of(authority.certificate()), Optional.empty(), Optional.empty());
    }

    private static List<byte[]> frames(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
