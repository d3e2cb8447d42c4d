package chat.parley.web.screening;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import chat.parley.ejb.screening.SetRule;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.jpa.screening.ScreeningRule.Kind;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * A rule as REST writes it; the number, by whom and when are not there when it is set, and of the rest only what the kind
 * has.
 */
public record RuleForm(
        @Nullable Long id,
        @Nullable String kind,
        @Nullable String verdict,
        @Nullable String name,
        @Nullable String words,
        @Nullable List<String> terms,
        @Nullable Boolean others,
        @Nullable Integer most,
        @Nullable Integer seconds,
        @Nullable Boolean unasked,
        @Nullable Boolean off,
        @Nullable Long by,
        @Nullable String at) {

    static RuleForm of(ScreeningRule rule) {
        boolean repeats = rule.kind() == Kind.REPEATS;
        return new RuleForm(
                rule.id(),
                lower(rule.kind()),
                lower(rule.verdict()),
                rule.name(),
                rule.words(),
                repeats ? null : List.copyOf(rule.terms()),
                rule.kind() == Kind.LINKS ? rule.others() : null,
                repeats ? rule.most() : null,
                repeats ? rule.seconds() : null,
                rule.kind() == Kind.CLASSIFIER ? rule.unasked() : null,
                rule.off() ? true : null,
                rule.by().value(),
                ServerFrames.time(rule.at()));
    }

    SetRule wish() {
        return new SetRule(
                RequestBody.constant(Kind.class, "kind", kind),
                RequestBody.constant(Ruling.class, "verdict", verdict),
                RequestBody.required(name, "name"),
                RequestBody.required(words, "words"),
                terms == null
                        ? List.of()
                        : terms.stream()
                                .map(term -> RequestBody.required(term, "terms"))
                                .toList(),
                Objects.requireNonNullElse(others, false),
                Objects.requireNonNullElse(most, 0),
                Objects.requireNonNullElse(seconds, 0),
                Objects.requireNonNullElse(unasked, false));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** All of them. */
    public record Rules(List<RuleForm> rules) {

        static Rules of(List<ScreeningRule> rules) {
            return new Rules(rules.stream().map(RuleForm::of).toList());
        }
    }
}
