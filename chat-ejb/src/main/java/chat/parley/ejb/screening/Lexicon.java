package chat.parley.ejb.screening;

import java.util.ArrayList;
import java.util.List;

import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule.Kind;

/**
 * Words and patterns for looking at what was said already. They are read and bounded as those of rules about posting are.
 *
 * @param words words and phrases
 * @param patterns regular expressions (RE2)
 */
public record Lexicon(List<String> words, List<String> patterns) {

    /** The same, cleaned; refused with {@code screening.rule} if it makes no sense or is too large. */
    public Lexicon checked() {
        return new Lexicon(checked(Kind.WORDS, words), checked(Kind.PATTERNS, patterns));
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return words.isEmpty() && patterns.isEmpty();
    }

    /** It, ready to look for what is in it. */
    public Ready ready() {
        List<Check> checks = new ArrayList<>();
        if (!words.isEmpty()) {
            checks.add(Check.Phrases.of(words));
        }
        if (!patterns.isEmpty()) {
            checks.add(Check.Patterns.of(patterns));
        }
        return new Ready(checks);
    }

    /** One that looks for it. */
    public static final class Ready {

        private final List<Check> checks;

        private Ready(List<Check> checks) {
            this.checks = checks;
        }

        /** Whether some of it is in a text. */
        public boolean meets(String text) {
            Utterance said = Utterance.of(text);
            return checks.stream().anyMatch(check -> check.meets(said));
        }
    }

    private static List<String> checked(Kind kind, List<String> terms) {
        return terms.isEmpty()
                ? terms
                : new SetRule(kind, Ruling.FLAG, "A lexicon", "A lexicon", terms, false, 0, 0, false)
                        .checked()
                        .terms();
    }
}
