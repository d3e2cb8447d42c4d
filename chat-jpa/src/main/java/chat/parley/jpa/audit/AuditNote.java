package chat.parley.jpa.audit;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, or was not let be done.
 *
 * @param by who did it; null if nobody knows
 * @param device on which of their devices
 * @param subject on what, as {@code Subjects} writes it
 * @param details a JSON object; nothing in it that people said in a conversation
 */
public record AuditNote(
        OrganizationId organization,
        Instant at,
        @Nullable AccountId by,
        @Nullable DeviceId device,
        AuditDeed deed,
        @Nullable String subject,
        Outcome outcome,
        String details) {

    /** What became of it. */
    public enum Outcome {
        DONE,
        REFUSED
    }
}
