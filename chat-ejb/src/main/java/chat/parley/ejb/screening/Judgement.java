package chat.parley.ejb.screening;

import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a text.
 *
 * @param rule the first of the strictest rules that it meets; null if it meets none and may be posted
 * @param redaction what is to be blacked out in it, if it is posted
 */
public record Judgement(@Nullable ScreeningRule rule, Redaction redaction) {

    /** No rule was met. */
    public static final Judgement ALLOWED = new Judgement(null, Redaction.NONE);

    /** What that rule says. */
    public Ruling verdict() {
        return rule == null ? Ruling.ALLOW : rule.verdict();
    }
}
