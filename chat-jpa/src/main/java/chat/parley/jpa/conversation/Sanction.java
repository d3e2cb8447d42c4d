package chat.parley.jpa.conversation;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was muted in a conversation, or banned from it.
 *
 * @param until when it ends by itself; null if it has to be lifted
 * @param reason in words; null if nobody gave one
 */
public record Sanction(
        AccountId account,
        Kind kind,
        Instant at,
        AccountId by,
        @Nullable Instant until,
        @Nullable String reason) {

    /** What it is that somebody may not do. */
    public enum Kind {
        /** Post, edit, or add anything else of one's own; reading goes on. */
        MUTE,
        /** Be a member. */
        BAN
    }
}
