package chat.parley.jpa.retention;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What the rules come to in one conversation, for a few rules in memory. It is the schema's function {@code
 * retention_terms} that decides; this one is for that one to be held against.
 *
 * @param minimum the longest of all minima
 * @param maximum of the most specific rule that says when messages go, or that they do not; the longest of several such
 * @param withdrawal the same of what members delete
 */
record RetentionTerms(
        @Nullable Term minimum,
        @Nullable Term maximum,
        @Nullable Term withdrawal) {

    /**
     * What one rule says.
     *
     * @param days null: for ever
     */
    record Term(long rule, @Nullable Integer days) {}

    private static final Comparator<RetentionRule> OLDEST_LAST =
            Comparator.comparingLong(RetentionRule::id).reversed();

    /** What these rules come to, all of which hold in the conversation. */
    static RetentionTerms of(Collection<RetentionRule> rules) {
        return new RetentionTerms(
                longest(rules, _ -> 0, rule -> days(rule, rule.periods().keep())),
                longest(rules, rule -> specificity(rule.reach()), RetentionTerms::maximum),
                longest(
                        rules,
                        rule -> specificity(rule.reach()),
                        rule -> days(rule, rule.periods().withdrawn())));
    }

    private static @Nullable Term longest(
            Collection<RetentionRule> rules,
            Function<RetentionRule, Integer> place,
            Function<RetentionRule, Optional<Term>> says) {
        return rules.stream()
                .filter(rule -> says.apply(rule).isPresent())
                .max(Comparator.comparing(place)
                        .thenComparing(rule -> length(says.apply(rule).orElseThrow()))
                        .thenComparing(OLDEST_LAST))
                .flatMap(says)
                .orElse(null);
    }

    private static int specificity(RetentionReach reach) {
        return switch (reach) {
            case RetentionReach.Organization _ -> 1;
            case RetentionReach.Kind _ -> 2;
            case RetentionReach.Label _ -> 3;
            case RetentionReach.Conversation _ -> 4;
        };
    }

    private static int length(Term term) {
        Integer days = term.days();
        return days == null ? Integer.MAX_VALUE : days;
    }

    private static Optional<Term> days(RetentionRule rule, @Nullable Integer days) {
        return Optional.ofNullable(days).map(some -> new Term(rule.id(), some));
    }

    private static Optional<Term> maximum(RetentionRule rule) {
        return rule.periods().keepForever()
                ? Optional.of(new Term(rule.id(), null))
                : days(rule, rule.periods().delete());
    }
}
