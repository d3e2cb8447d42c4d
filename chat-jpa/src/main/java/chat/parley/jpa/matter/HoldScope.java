package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.Set;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What a hold covers: these conversations whole, all that these custodians may see or have written, wherever, then and
 * later; of it what is from these dates.
 *
 * @param from the first moment; null from the beginning
 * @param until the moment after the last; null for ever
 */
public record HoldScope(
        Set<AccountId> custodians,
        Set<ConversationId> conversations,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Nobody changes it afterwards. */
    public HoldScope {
        custodians = Set.copyOf(custodians);
        conversations = Set.copyOf(conversations);
    }

    long[] accountNumbers() {
        return custodians.stream().mapToLong(AccountId::value).toArray();
    }

    long[] conversationNumbers() {
        return conversations.stream().mapToLong(ConversationId::value).toArray();
    }
}
