package chat.parley.jpa.retention;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A walk through all conversations of an organization that destroys what is due.
 *
 * @param asOf the moment it goes by
 * @param askedBy who wanted it, if it did not come by itself
 * @param conversation where it is; null before the first
 * @param seq the last number that it is done with there
 * @param chain the hash over its certificates so far, in hexadecimal
 * @param sealed what it came to, once it has ended
 */
public record Sweep(
        long id,
        OrganizationId organization,
        Instant asOf,
        @Nullable AccountId askedBy,
        @Nullable ConversationId conversation,
        long seq,
        long messages,
        long certificates,
        String chain,
        @Nullable Instant endedAt,
        @Nullable SealedDocument sealed) {

    /** The same, further on. */
    public Sweep at(ConversationId place, long number) {
        return new Sweep(
                id, organization, asOf, askedBy, place, number, messages, certificates, chain, endedAt, sealed);
    }

    /** The same with another certificate. */
    public Sweep certified(long destroyed, String nextChain) {
        return new Sweep(
                id,
                organization,
                asOf,
                askedBy,
                conversation,
                seq,
                messages + destroyed,
                certificates + 1,
                nextChain,
                endedAt,
                sealed);
    }
}
