package chat.parley.jpa.screening;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.identity.AccountId;

/**
 * A rule by which messages are judged before they are posted.
 *
 * @param verdict what becomes of a message that meets it; never {@code ALLOW}
 * @param name what those call it who keep the rules
 * @param words what the sender is told
 * @param terms words, patterns, domains, labels or kinds of numbers, as the kind has it
 * @param others of links: met by every link that leads elsewhere than to one of these domains
 * @param most of repeats: how often one may say the same within the time
 * @param seconds of repeats: the time
 * @param unasked of a classifier: met as well when it cannot be asked
 * @param off kept as it is, and held against no message
 */
public record ScreeningRule(
        long id,
        ScreeningScope scope,
        Kind kind,
        Ruling verdict,
        String name,
        String words,
        List<String> terms,
        boolean others,
        int most,
        int seconds,
        boolean unasked,
        boolean off,
        AccountId by,
        Instant at) {

    /** What a rule looks at. */
    public enum Kind {
        /** Words and phrases, as a person reads them. */
        WORDS,
        /** Regular expressions. */
        PATTERNS,
        /** Where links lead. */
        LINKS,
        /** Whether somebody says the same again and again. */
        REPEATS,
        /** What a service of the operator's makes of it. */
        CLASSIFIER,
        /** Numbers whose check digits are right. */
        NUMBERS
    }
}
