package chat.parley.jpa.retention;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A rule about keeping messages.
 *
 * @param name what those call it who keep the rules
 * @param periods what it says
 * @param by who set it last, or switched it on or off
 */
public record RetentionRule(
        long id,
        OrganizationId organization,
        RetentionReach reach,
        String name,
        Periods periods,
        State state,
        AccountId by,
        Instant at) {

    /** Whether a rule holds. */
    public enum State {
        /** It is thought about, and nothing goes or stays by it. */
        DRAFT,
        /** It holds. */
        ON
    }

    /**
     * Days of 24 hours, each null where the rule says nothing of it; {@code keepForever} goes without {@code delete}.
     *
     * @param keep for so long messages stay, whatever else is said: the statutory minimum
     * @param delete after so long they go
     * @param keepForever they do not go by wider rules
     * @param withdrawn where no rule says when messages go, those that a member has deleted go after so long
     */
    public record Periods(
            @Nullable Integer keep,
            @Nullable Integer delete,
            boolean keepForever,
            @Nullable Integer withdrawn) {}
}
