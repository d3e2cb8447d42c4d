package chat.parley.jpa.retention;

import java.time.Duration;
import java.time.Instant;

import chat.parley.jpa.retention.RetentionTerms.Term;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message, and why: legal hold before statutory minimum before erasure request before retention maximum
 * before a member's deleting it. The table in {@code docs/compliance.md} says the same. It is the schema's function {@code
 * disposition} that decides; this one says it once more, for that one to be held against.
 *
 * @param destroys whether it is to be destroyed now
 * @param basis what decided
 * @param rule by which rule, where it was one
 * @param at from when on it may be destroyed, as things are; null if never
 */
record Disposition(
        boolean destroys,
        Basis basis,
        @Nullable Long rule,
        @Nullable Instant at) {

    /**
     * What is known of a message.
     *
     * @param erasureAsked when its sender asked for what they had written to be erased
     * @param withdrawn when it was deleted in its conversation
     */
    record Facts(
            boolean held,
            Instant posted,
            @Nullable Instant erasureAsked,
            @Nullable Instant withdrawn) {}

    private record Due(
            Basis basis, @Nullable Long rule, @Nullable Instant at) {}

    /** Decides. */
    static Disposition of(Facts facts, RetentionTerms terms, Instant now) {
        if (facts.held()) {
            return new Disposition(false, Basis.HOLD, null, null);
        }
        Due due = due(facts, terms);
        Instant goes = due.at();
        Term minimum = terms.minimum();
        Instant stays = minimum == null ? Instant.MIN : staysUntil(facts, minimum);
        Instant at = goes == null ? null : later(goes, stays);
        if (minimum != null && stays.isAfter(now) && (goes == null || stays.isAfter(goes))) {
            return new Disposition(false, Basis.MINIMUM, minimum.rule(), at);
        }
        return new Disposition(at != null && !at.isAfter(now), due.basis(), due.rule(), at);
    }

    /** What would destroy it, were it not for holds and minima. */
    private static Due due(Facts facts, RetentionTerms terms) {
        Term maximum = terms.maximum();
        Term withdrawal = terms.withdrawal();
        Instant withdrawn = facts.withdrawn();
        if (facts.erasureAsked() != null) {
            return new Due(Basis.ERASURE, null, facts.erasureAsked());
        }
        if (maximum != null) {
            return new Due(Basis.MAXIMUM, maximum.rule(), after(facts.posted(), maximum));
        }
        if (withdrawal != null && withdrawn != null) {
            return new Due(Basis.WITHDRAWAL, withdrawal.rule(), after(withdrawn, withdrawal));
        }
        return new Due(Basis.NONE, null, null);
    }

    private static Instant staysUntil(Facts facts, Term minimum) {
        Instant end = after(facts.posted(), minimum);
        return end == null ? Instant.MAX : end;
    }

    private static @Nullable Instant after(Instant moment, Term term) {
        Integer days = term.days();
        return days == null ? null : moment.plus(Duration.ofHours(24L * days));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
