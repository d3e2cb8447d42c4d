package chat.parley.jpa.report;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was reported, as it stands now.
 *
 * @param place where what was said
 * @param accused who said it, or was reported themselves
 * @param taken who looks after it; null if nobody does
 * @param ruling what was decided; null if nothing was yet
 * @param appeal what the accused said against that; null if they did not
 */
public record ModerationCase(
        CaseId id,
        OrganizationId organization,
        @Nullable Place place,
        AccountId accused,
        Level level,
        State state,
        Instant at,
        @Nullable Taken taken,
        @Nullable Ruling ruling,
        @Nullable Appeal appeal) {

    /** Who decides. */
    public enum Level {
        /** The moderators of the conversation. */
        CONVERSATION,
        /** The administrators of the organization. */
        ORGANIZATION
    }

    /** How far it has come. */
    public enum State {
        /** Nothing was decided yet. */
        OPEN,
        /** That stands, unless the accused appeals. */
        DECIDED,
        /** It is to be decided again. */
        APPEALED,
        /** The appeal was answered; nothing more comes. */
        CLOSED;

        /** Whether somebody has to decide. */
        public boolean waits() {
            return this == OPEN || this == APPEALED;
        }
    }

    /**
     * A message.
     *
     * @param name what the conversation is called; null if it has no name
     * @param direct whether it is the conversation of two
     */
    public record Place(
            ConversationId conversation, long seq, @Nullable String name, boolean direct) {}

    /** Who looks after it, and since when. */
    public record Taken(AccountId by, Instant at) {}

    /**
     * What was decided.
     *
     * @param why for the one it concerns
     * @param until when a sanction ends
     * @param sanction where and when it was imposed; null if none was
     */
    public record Ruling(
            Decision decision,
            AccountId by,
            Instant at,
            @Nullable String why,
            @Nullable Instant until,
            @Nullable Imposed sanction) {}

    /** Where somebody was muted or banned, and at which moment: so it is known whether that still stands. */
    public record Imposed(ConversationId conversation, Instant at) {}

    /**
     * What was said against a decision.
     *
     * @param answer null as long as there is none
     */
    public record Appeal(String text, Instant at, @Nullable Answer answer) {}

    /**
     * What was decided about an appeal.
     *
     * @param reversed whether it was won
     * @param why for the one it concerns
     */
    public record Answer(
            boolean reversed,
            AccountId by,
            Instant at,
            @Nullable String why) {}
}
