package chat.parley.ejb.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SyslogEntryTest {

    private static final String HASH = "ab".repeat(32);

    private final SyslogEntry form = new SyslogEntry("node1", "parley@32473");

    @Test
    void an_entry_is_whole_in_the_structured_data() {
        String message = message(entry("member 1/2", "{\"role\": [\"x\"]}", Outcome.REFUSED));

        assertThat(message)
                .isEqualTo("<109>1 2026-11-22T12:00:00.000001Z node1 parley - ROLE [parley@32473 organization=\"7\""
                        + " seq=\"5\" time=\"2026-11-22T12:00:00.000001Z\" actor=\"8\" device=\"9\""
                        + " address=\"192.0.2.7\" deed=\"ROLE\" subject=\"member 1/2\" outcome=\"REFUSED\""
                        + " details=\"{\\\"role\\\": [\\\"x\\\"\\]}\" hash=\"" + HASH + "\"]"
                        + " \uFEFFROLE by account 8: REFUSED");
    }

    @Test
    void what_there_is_none_of_is_left_out() {
        AuditNote note = new AuditNote(
                new OrganizationId(7), Instant.EPOCH, null, null, AuditDeed.SIGN_IN, null, Outcome.DONE, "{}");

        assertThat(message(new AuditEntry(1, note, null, HASH)))
                .isEqualTo("<110>1 1970-01-01T00:00:00Z node1 parley - SIGN_IN [parley@32473 organization=\"7\""
                        + " seq=\"1\" time=\"1970-01-01T00:00:00Z\" deed=\"SIGN_IN\" outcome=\"DONE\" details=\"{}\""
                        + " hash=\"" + HASH + "\"] \uFEFFSIGN_IN: DONE");
    }

    @Test
    void details_that_are_too_long_are_cut_and_that_is_told() {
        for (String letter : new String[] {"x", "\"", "€", "😀", "\n"}) {
            String message = message(entry("s", letter.repeat(9_000), Outcome.DONE));

            assertThat(message.getBytes(StandardCharsets.UTF_8).length)
                    .as("with %s", letter)
                    .isLessThanOrEqualTo(SyslogEntry.MOST_OCTETS)
                    .isGreaterThan(SyslogEntry.MOST_OCTETS - 8);
            assertThat(message).contains("…\" cut=\"details\" hash=\"" + HASH + "\"]");
        }
    }

    @Test
    void details_that_just_fit_are_whole() {
        int others = message(entry("s", "", Outcome.DONE)).getBytes(StandardCharsets.UTF_8).length;
        String longest = "x".repeat(SyslogEntry.MOST_OCTETS - others);

        assertThat(message(entry("s", longest, Outcome.DONE)))
                .contains("details=\"" + longest + "\"")
                .doesNotContain("cut=");
        assertThat(message(entry("s", longest + "x", Outcome.DONE))).contains("cut=");
    }

    @Test
    void no_message_is_too_long_whatever_else_is_in_it() {
        String message = message(entry("]".repeat(100_000), "\"".repeat(100_000), Outcome.DONE));

        assertThat(message.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(SyslogEntry.MOST_OCTETS);
        assertThat(message).contains("hash=\"" + HASH + "\"]");
    }

    /** RFC 5424, section 6: MSGID is at most 32 printable characters. */
    @ParameterizedTest
    @EnumSource(AuditDeed.class)
    void every_deed_is_what_syslog_takes_for_a_kind_of_message(AuditDeed deed) {
        assertThat(deed.name()).matches("[!-~]{1,32}");
    }

    private static AuditEntry entry(@Nullable String subject, String details, Outcome outcome) {
        AuditNote note = new AuditNote(
                new OrganizationId(7),
                Instant.parse("2026-11-22T12:00:00.000001Z"),
                new AccountId(8),
                new DeviceId(9),
                AuditDeed.ROLE,
                subject,
                outcome,
                details);
        return new AuditEntry(5, note, "192.0.2.7", HASH);
    }

    /** Without its frame, whose number is right. */
    private String message(AuditEntry entry) {
        String frame = new String(form.framed(entry), StandardCharsets.UTF_8);
        int space = frame.indexOf(' ');
        String message = frame.substring(space + 1);
        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSize(Integer.parseInt(frame.substring(0, space)));
        return message;
    }
}
