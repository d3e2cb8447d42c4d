package chat.parley.jpa.conversation;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A link by which whoever has it becomes a member.
 *
 * @param role what they become
 * @param until when it ends
 * @param mostUses how many may come by it; null: as many as like
 * @param uses how many have
 */
public record Invitation(
        long id,
        ConversationId conversation,
        Role role,
        AccountId by,
        Instant at,
        Instant until,
        @Nullable Integer mostUses,
        int uses) {

    /** Whether somebody may still come by it at this moment, as far as it goes by itself. */
    public boolean stands(Instant now) {
        return until.isAfter(now) && (mostUses == null || uses < mostUses);
    }
}
