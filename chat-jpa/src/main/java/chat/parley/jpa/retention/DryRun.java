package chat.parley.jpa.retention;

import java.time.Instant;
import java.time.LocalDate;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What would become of all messages of an organization if a rule were switched.
 *
 * @param on whether it would be switched on, rather than off
 * @param revision how often the rules had been changed when it was made
 */
public record DryRun(
        long id, OrganizationId organization, long rule, boolean on, long revision, AccountId by, Instant at) {

    /** When messages go. */
    public enum DueTime {
        /** With the next sweep. */
        NOW,
        /** In a month to come. */
        LATER,
        /** Not as things are. */
        NEVER
    }

    /**
     * Messages that share a fate.
     *
     * @param basis what decides about them
     * @param rule which rule, where it is one
     * @param hold which hold, where it is one; of several the one that was placed first
     * @param month when they go later, its first day; of those on a hold, if it were released
     */
    public record Fate(
            Basis basis,
            @Nullable Long rule,
            @Nullable Long hold,
            DueTime due,
            @Nullable LocalDate month,
            long messages) {}

    /**
     * What would become of the messages of one conversation, in numbers.
     *
     * @param now would go with the next sweep
     * @param later would go in months to come
     * @param held are kept by a hold
     * @param kept stay
     */
    public record Outlook(
            ConversationId conversation,
            ConversationKind kind,
            @Nullable String name,
            long now,
            long later,
            long held,
            long kept) {}
}
