package chat.parley.jpa.conversation;

import chat.parley.jpa.identity.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * Something that an account keeps for itself, on all its devices.
 *
 * @param conversation what it is about; null: the account as a whole
 * @param value null when it was taken away
 * @param clock how many writes of this account its writer knew to come before, at the least
 * @param device which one wrote it
 */
public record Memo(
        @Nullable ConversationId conversation,
        String name,
        @Nullable String value,
        long clock,
        DeviceId device) {}
