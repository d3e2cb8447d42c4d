package chat.parley.ejb.conversation;

import java.text.Normalizer;

import chat.parley.ejb.problem.ChatException.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * What names, topics and reasons look like: trimmed, in Unicode's composed form (NFC) so that what looks the
 * same is the same, and without characters that are not seen or turn the text around them over.
 */
final class Titles {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_TOPIC = 1000;
    static final int LONGEST_TITLE = 100;
    static final int LONGEST_REASON = 500;

    private Titles() {}

    /** The name, cleaned. */
    static String name(String given) {
        String name = clean("name", given, LONGEST_NAME);
        if (name.isEmpty()) {
            throw malformed("A name has at least one character.");
        }
        return name;
    }

    /** The topic, cleaned; null if it is empty. */
    static @Nullable String topic(String given) {
        String topic = clean("topic", given, LONGEST_TOPIC);
        return topic.isEmpty() ? null : topic;
    }

    /** What a bookmark is called, cleaned. */
    static String bookmark(String given) {
        String title = clean("title", given, LONGEST_TITLE);
        if (title.isEmpty()) {
            throw malformed("A bookmark has a title.");
        }
        return title;
    }

    /** Why somebody is not let do something, cleaned; null if it is empty. */
    static @Nullable String reason(String given) {
        String reason = clean("reason", given, LONGEST_REASON);
        return reason.isEmpty() ? null : reason;
    }

    private static String clean(String what, String given, int longest) {
        String clean = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        if (clean.codePointCount(0, clean.length()) > longest) {
            throw malformed("A " + what + " has at most " + longest + " characters.");
        }
        if (clean.codePoints().anyMatch(Titles::refused)) {
            throw malformed("A " + what + " has no line breaks or other control characters.");
        }
        return clean;
    }

    private static boolean refused(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> turnsOver(character);
            default -> false;
        };
    }

    /** Embeddings, overrides and isolates (UAX 9); other format characters are part of emoji and of some scripts. */
    private static boolean turnsOver(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    private static Rejected malformed(String text) {
        return new Rejected("request.malformed", text);
    }
}
