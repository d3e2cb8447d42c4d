package chat.parley.jpa.retention;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What the rules come to in one conversation: {@code retention_terms} of the schema, for a few rules in memory.
 *
 * @param minimum the longest of all minima
 * @param maximum of the most specific rule that says when messages go, or that they do not; the longest of several such
 * @param withdrawal the same of what members delete
 */
public record RetentionTerms(
        @Nullable Term minimum,
        @Nullable Term maximum,
        @Nullable Term withdrawal) {

    /**
     * What one rule says.
     *
     * @param days null: for ever
     */
    public record Term(long rule, @Nullable Integer days) {}

    private static final Comparator<RetentionRule> OLDEST_LAST =
            Comparator.comparingLong(RetentionRule::id).reversed();

    /** What these rules come to, all of which hold in the conversation. */
    public static RetentionTerms of(Collection<RetentionRule> rules) {
        return new RetentionTerms(
                longest(rules, _ -> 0, rule -> days(rule, rule.periods().keep())),
                longest(rules, rule -> rule.reach().specificity(), RetentionTerms::maximum),
                longest(
                        rules,
                        rule -> rule.reach().specificity(),
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
