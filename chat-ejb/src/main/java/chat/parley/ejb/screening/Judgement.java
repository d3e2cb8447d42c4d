package chat.parley.ejb.screening;

import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a text.
 *
 * @param rule the first of the strictest rules that it meets; null if it meets none and may be posted
 */
public record Judgement(@Nullable ScreeningRule rule) {

    /** No rule was met. */
    public static final Judgement ALLOWED = new Judgement(null);

    /** What that rule says. */
    public Ruling verdict() {
        return rule == null ? Ruling.ALLOW : rule.verdict();
    }
}
