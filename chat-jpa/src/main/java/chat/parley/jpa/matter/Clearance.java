package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.Optional;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import org.jspecify.annotations.Nullable;

/**
 * That whoever has requested it may look for a time at what is held for a matter, if another gives it and nobody takes it back.
 *
 * @param reason why it is wanted
 * @param hours how long it is wanted for, from when it is given
 * @param decided who has given or denied it, somebody else; null if nobody has yet
 * @param ends from when on it is of no use; null if it was not given
 * @param revoked who has taken it back, whatever was decided before; null if nobody has
 */
public record Clearance(
        ClearanceId id,
        OrganizationId organization,
        LegalMatterId matter,
        String reason,
        Scope scope,
        int hours,
        Mark requested,
        State state,
        @Nullable Mark decided,
        @Nullable Instant ends,
        @Nullable Mark revoked) {

    /** What has become of it. */
    public enum State {
        /** It waits for somebody else's decision. */
        REQUESTED,
        /** It is of no use. */
        DENIED,
        /** One may look, until it ends. */
        GIVEN,
        /** It is of no use any more. */
        REVOKED
    }

    /** Whether one may look by it at a moment. */
    public boolean holds(Instant now) {
        return state == State.GIVEN && ends != null && now.isBefore(ends);
    }

    /**
     * What of a matter it is for. What is null narrows nothing.
     *
     * @param until the moment after the last
     */
    public record Scope(
            @Nullable ConversationId conversation,
            @Nullable Instant from,
            @Nullable Instant until) {

        /** What of the terms lies in it; empty where they are about another conversation. */
        public Optional<SearchTerms> narrow(SearchTerms terms) {
            if (conversation != null && terms.conversation() != null && !conversation.equals(terms.conversation())) {
                return Optional.empty();
            }
            return Optional.of(new SearchTerms(
                    terms.words(),
                    terms.keywords(),
                    terms.sender(),
                    conversation == null ? terms.conversation() : conversation,
                    later(from, terms.from()),
                    earlier(until, terms.until()),
                    terms.tag()));
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            return one == null || (other != null && other.isAfter(one)) ? other : one;
        }

        private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
            return one == null || (other != null && other.isBefore(one)) ? other : one;
        }
    }
}
