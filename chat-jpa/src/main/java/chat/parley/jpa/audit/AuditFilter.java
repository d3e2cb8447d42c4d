package chat.parley.jpa.audit;

import java.time.Instant;

import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for; what is null makes no difference.
 *
 * @param by who has done it
 * @param subject on what, exactly
 * @param since from this moment on
 * @param until before this moment
 */
public record AuditFilter(
        @Nullable AccountId by,
        @Nullable AuditDeed deed,
        @Nullable String subject,
        @Nullable Outcome outcome,
        @Nullable Instant since,
        @Nullable Instant until) {}
