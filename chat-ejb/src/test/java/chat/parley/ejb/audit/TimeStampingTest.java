package chat.parley.ejb.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import chat.parley.ejb.conversation.Company;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.audit.AuditStamps;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Getting time stamps from an authority that takes its time, or does not answer. */
@ExtendWith(RealDatabase.class)
class TimeStampingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Company company;
    private final Company other;
    private final Checkpointing checkpointing = new Checkpointing();
    private final Authority authority = new Authority();
    private final TimeStamping stamping = new TimeStamping();

    TimeStampingTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        other = new Company(sequences, transactions);
        checkpointing.entries = new AuditEntries(company.database);
        checkpointing.checkpoints = new AuditCheckpoints(company.database);
        checkpointing.seal = Seals.fresh();
        checkpointing.clock = company.clock;
        stamping.stamps = new AuditStamps(company.database);
        stamping.authority = authority;
        stamping.clock = company.clock;
        stampOthers();
    }

    /** Organizations of other tests have theirs, so that these are asked for only. */
    private void stampOthers() {
        stamping.stampDue(Duration.ZERO);
        authority.asked.clear();
    }

    @Test
    void each_organization_gets_one_when_its_last_is_old_enough_and_there_is_something_new() {
        signed(company);
        stamping.stampDue(HOUR);
        stamping.stampDue(HOUR);
        assertThat(authority.asked).hasSize(1);
        signed(company);
        stamping.stampDue(HOUR);
        assertThat(authority.asked).as("not yet").hasSize(1);

        company.clock.pass(HOUR.plusSeconds(1));
        stamping.stampDue(HOUR);

        assertThat(authority.asked).hasSize(2);
        assertThat(stamping.stamps.last(company.organization))
                .get()
                .extracting(AuditStamp::number)
                .isEqualTo(2L);
    }

    @Test
    void what_has_come_is_kept_though_the_authority_goes_away_and_is_not_asked_for_again() {
        signed(company);
        signed(other);
        authority.answers = 1;

        assertThatThrownBy(() -> stamping.stampDue(HOUR)).isInstanceOf(UncheckedIOException.class);
        assertThat(stamping.stamps.last(company.organization)).isPresent();
        assertThat(stamping.stamps.last(other.organization)).isEmpty();

        authority.answers = Integer.MAX_VALUE;
        stamping.stampDue(HOUR);
        assertThat(stamping.stamps.last(other.organization)).isPresent();
        assertThat(authority.asked).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void one_node_asks_and_whoever_was_taken_for_dead_asks_no_more() {
        signed(company);
        signed(other);
        assertThat(stamping.stamps.take("another", Duration.ofMinutes(1))).isTrue();
        stamping.stampDue(HOUR);
        assertThat(authority.asked).isEmpty();

        stamping.stamps.leave("another");
        authority.meanwhile = () -> {
            company.database.update("update audit_stamper set held_until = '-infinity'");
            assertThat(stamping.stamps.take("another", Duration.ofMinutes(1))).isTrue();
        };
        stamping.stampDue(HOUR);
        assertThat(authority.asked).hasSize(1);

        stamping.stamps.leave("another");
        authority.meanwhile = () -> {};
        stamping.stampDue(HOUR);
        assertThat(authority.asked).doesNotHaveDuplicates().hasSize(2);
    }

    private void signed(Company whose) {
        whose.done(() -> {
            whose.audit.noteOperator(whose.organization, AuditDeed.ROLE, "member 1/2", new Details());
            checkpointing.make(whose.organization);
        });
    }

    /** An authority that says the time of the company. */
    private final class Authority extends TimeStampAuthority {
        private final List<String> asked = new ArrayList<>();
        private int answers = Integer.MAX_VALUE;
        private Runnable meanwhile = () -> {};

        @Override
        Stamp stamp(byte[] content) throws IOException {
            if (answers-- <= 0) {
                throw new IOException("it does not answer");
            }
            asked.add(HexFormat.of().formatHex(content));
            meanwhile.run();
            Instant now = company.clock.instant();
            return new Stamp(now, now.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
