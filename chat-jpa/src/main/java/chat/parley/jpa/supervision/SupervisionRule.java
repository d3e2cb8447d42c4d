package chat.parley.jpa.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.segment.SegmentId;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which messages go to reviewers. It is set and ended; in between only its reviewers change.
 *
 * @param seed the key, in hexadecimal digits, by which it is drawn
 * @param considered among how many messages it was drawn so far
 */
public record SupervisionRule(
        long id,
        OrganizationId organization,
        String name,
        Reach reach,
        Yardstick yardstick,
        Duration due,
        List<AccountId> reviewers,
        String seed,
        long considered,
        Mark set,
        @Nullable Mark ended) {

    /**
     * Whose messages, and in which conversations.
     *
     * @param group only of the members of this group
     * @param segment only of the people of this segment
     * @param kinds only in conversations of these kinds; in all if there is none
     */
    public record Reach(
            @Nullable UserGroupId group, @Nullable SegmentId segment, List<ConversationKind> kinds) {

        /** Whether it reaches conversations of this kind. */
        public boolean has(ConversationKind kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }
    }

    /**
     * Which of them: some, whatever they say, and all that have something in them.
     *
     * @param share how many of them, in hundredths of a percent
     */
    public record Yardstick(int share, List<String> words, List<String> patterns) {}

    /** Whether what was posted at this moment is for it. */
    public boolean inForce(Instant posted) {
        return !posted.isBefore(set.at()) && notEnded(posted);
    }

    /** Whether it had not ended at this moment. */
    public boolean notEnded(Instant moment) {
        return ended == null || moment.isBefore(ended.at());
    }
}
