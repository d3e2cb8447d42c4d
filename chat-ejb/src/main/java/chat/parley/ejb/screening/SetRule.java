package chat.parley.ejb.screening;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule.Kind;
import com.google.re2j.PatternSyntaxException;

/**
 * The wish that messages are judged by a rule; its parts are as in {@code ScreeningRule}. Everything is bounded, so that a
 * message is judged in a time that only its own length makes longer.
 */
public record SetRule(
        Kind kind,
        Ruling verdict,
        String name,
        String words,
        List<String> terms,
        boolean others,
        int most,
        int seconds,
        boolean unasked) {

    /** How many terms a rule has; of patterns fewer. */
    public static final int MOST_TERMS = 500;

    /** How many patterns. */
    public static final int MOST_PATTERNS = 50;

    /** How long a term is, in characters. */
    public static final int LONGEST_TERM = 200;

    /** How large all patterns of a place are together, in instructions of the machine they become. */
    public static final int LARGEST_PATTERNS = 500;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_WORDS = 500;
    private static final int LONGEST_PHRASE = 8;

    /** The same, cleaned; refused with {@code screening.rule} if it makes no sense or is too large. */
    SetRule checked() {
        if (verdict == Ruling.ALLOW) {
            throw refused("A rule does something; what meets no rule is allowed anyway.");
        }
        List<String> clean = terms.stream()
                .map(term -> line("A term", term, LONGEST_TERM))
                .distinct()
                .toList();
        if (clean.size() > (kind == Kind.PATTERNS ? MOST_PATTERNS : MOST_TERMS)) {
            throw refused("That are too many terms.");
        }
        if (clean.isEmpty()
                && (kind == Kind.WORDS
                        || kind == Kind.PATTERNS
                        || kind == Kind.NUMBERS
                        || (kind == Kind.LINKS && !others))) {
            throw refused("The rule needs something to look for.");
        }
        if (verdict == Ruling.REDACT && !hasPlaces(kind)) {
            throw refused("Only words, patterns and numbers can be blacked out.");
        }
        switch (kind) {
            case WORDS -> clean.forEach(SetRule::checkPhrase);
            case PATTERNS -> checkPatterns(clean);
            case NUMBERS -> clean.forEach(SetRule::checkNumber);
            case LINKS -> clean.forEach(SetRule::checkDomain);
            case REPEATS -> checkRepeats(clean);
            case CLASSIFIER -> {}
        }
        return new SetRule(
                kind,
                verdict,
                line("A name", name, LONGEST_NAME),
                line("What the sender is told", words, LONGEST_WORDS),
                clean,
                kind == Kind.LINKS && others,
                kind == Kind.REPEATS ? most : 0,
                kind == Kind.REPEATS ? seconds : 0,
                kind == Kind.CLASSIFIER && unasked);
    }

    private static void checkPhrase(String phrase) {
        int words = Plain.words(Plain.text(phrase)).size();
        if (words == 0 || words > LONGEST_PHRASE) {
            throw refused("A phrase has 1 to " + LONGEST_PHRASE + " words: " + phrase);
        }
    }

    /** Refuses patterns that are none, or too large together. */
    static void checkPatterns(List<String> patterns) {
        int size = 0;
        for (String pattern : patterns) {
            if (PatternSize.of(pattern) > 4 * LARGEST_PATTERNS) {
                throw tooLarge();
            }
            try {
                size += Check.Patterns.compiled(pattern).programSize();
            } catch (PatternSyntaxException e) {
                throw refused("That is no regular expression (RE2): " + pattern + ": " + e.getDescription());
            }
        }
        if (size > LARGEST_PATTERNS) {
            throw tooLarge();
        }
    }

    private static boolean hasPlaces(Kind kind) {
        return switch (kind) {
            case WORDS, PATTERNS, NUMBERS -> true;
            case LINKS, REPEATS, CLASSIFIER -> false;
        };
    }

    private static void checkNumber(String term) {
        if (CheckedNumber.named(term).isEmpty()) {
            throw refused("Numbers are "
                    + Arrays.stream(CheckedNumber.values())
                            .map(CheckedNumber::term)
                            .collect(Collectors.joining(", "))
                    + ": " + term);
        }
    }

    private static void checkDomain(String domain) {
        if (LinkedHosts.domain(domain).isEmpty()) {
            throw refused("That is no domain: " + domain);
        }
    }

    private void checkRepeats(List<String> terms) {
        if (!terms.isEmpty()) {
            throw refused("A rule about repeating has no terms.");
        }
        if (most < 1 || most >= RecentTexts.MOST_TEXTS || seconds < 1 || seconds > RecentTexts.LONGEST.toSeconds()) {
            throw refused("The same may be said 1 to " + (RecentTexts.MOST_TEXTS - 1) + " times in 1 to "
                    + RecentTexts.LONGEST.toSeconds() + " seconds.");
        }
    }

    private static String line(String what, String given, int longest) {
        String clean = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        if (clean.isEmpty() || clean.codePointCount(0, clean.length()) > longest) {
            throw refused(what + " has 1 to " + longest + " characters.");
        }
        if (clean.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw refused(what + " has no line breaks or other control characters.");
        }
        return clean;
    }

    private static Rejected tooLarge() {
        return refused("The patterns there are too large together; repeat less in them.");
    }

    private static Rejected refused(String why) {
        return new Rejected("screening.rule", why);
    }
}
