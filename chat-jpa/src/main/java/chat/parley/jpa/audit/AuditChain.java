package chat.parley.jpa.audit;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;

/**
 * How the entries of an organization hang on each other: each has the SHA-256 over the hash of the one before and all that
 * it says itself. The database makes them by the function {@code audit_link}.
 */
public final class AuditChain {

    /** What the first one hangs on. */
    public static final String START = "0".repeat(64);

    private AuditChain() {}

    /** The hash that an entry has to have, in hexadecimal digits. */
    public static String link(String previous, AuditEntry entry) {
        AuditNote note = entry.note();
        AccountId by = note.by();
        DeviceId device = note.device();
        return new CanonicalForm("parley-audit-1")
                .with(previous)
                .with(note.organization().value())
                .with(entry.number())
                .with(note.at())
                .with(by == null ? null : by.toString())
                .with(device == null ? null : device.toString())
                .with(entry.address())
                .with(note.deed().name())
                .with(note.subject())
                .with(note.outcome().name())
                .with(note.details())
                .hash();
    }
}
