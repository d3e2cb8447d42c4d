package chat.parley.ejb.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log as a syslog message: all that its hash is made of is in its structured data, so that whoever has
 * received it can verify the chain. {@code docs/compliance.md} lists the fields.
 *
 * @param node which node hands it on
 * @param element what the structured data is called: a name and a private enterprise number (RFC 5424, section 6.3.2)
 */
record SyslogEntry(String node, String element) {

    /** What a receiver should take of one message (RFC 5425, section 4.3.1). */
    static final int MOST_OCTETS = 8_192;

    private static final int LOG_AUDIT = 13;
    private static final int FACILITY = 8;
    private static final int NOTICE = 5;
    private static final int INFORMATIONAL = 6;
    private static final String APPLICATION = "parley";
    private static final String CUT = "\u2026";
    private static final int CUT_OCTETS = " cut=\"details\"".length() + SyslogMessage.octets(CUT);
    private static final int MOST_OTHERS = 1_024;

    /** The message, in a frame. */
    byte[] framed(AuditEntry entry) {
        String details = entry.note().details();
        int over = message(entry, details, false).bytes().length - MOST_OCTETS;
        if (over <= 0) {
            return message(entry, details, false).framed();
        }
        int most = Math.max(0, SyslogMessage.octets(details) - over - CUT_OCTETS);
        return message(entry, SyslogMessage.beginning(details, most) + CUT, true)
                .framed();
    }

    private SyslogMessage message(AuditEntry entry, String details, boolean cut) {
        AuditNote note = entry.note();
        int severity = note.outcome() == Outcome.DONE ? INFORMATIONAL : NOTICE;
        return new SyslogMessage(
                LOG_AUDIT * FACILITY + severity,
                note.at(),
                SyslogMessage.hostOf(node),
                APPLICATION,
                note.deed().name(),
                List.of(new SyslogMessage.Element(element, parameters(entry, details, cut))),
                words(note));
    }

    private static Map<String, String> parameters(AuditEntry entry, String details, boolean cut) {
        AuditNote note = entry.note();
        AccountId by = note.by();
        DeviceId device = note.device();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("organization", note.organization().toString());
        parameters.put("seq", Long.toString(entry.number()));
        parameters.put("time", note.at().toString());
        put(parameters, "actor", by);
        put(parameters, "device", device);
        put(parameters, "address", entry.address());
        parameters.put("deed", note.deed().name());
        put(parameters, "subject", note.subject());
        parameters.put("outcome", note.outcome().name());
        parameters.put("details", details);
        if (cut) {
            parameters.put("cut", "details");
        }
        parameters.put("hash", entry.hash());
        return parameters;
    }

    /** What there is none of is left out; what nobody expects to be so long is cut. */
    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            String whole = value.toString();
            String beginning = SyslogMessage.beginning(whole, MOST_OTHERS);
            parameters.put(name, beginning.equals(whole) ? whole : beginning + CUT);
        }
    }

    private static String words(AuditNote note) {
        AccountId by = note.by();
        return note.deed() + (by == null ? "" : " by account " + by) + ": " + note.outcome();
    }
}
