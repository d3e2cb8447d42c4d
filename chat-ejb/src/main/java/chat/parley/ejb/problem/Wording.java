package chat.parley.ejb.problem;

import java.text.Normalizer;

import chat.parley.ejb.problem.ChatException.Rejected;
import org.jspecify.annotations.Nullable;

/** What people write about something, for others to read, cleaned. */
public final class Wording {

    private Wording() {}

    /** Some lines; null if there is nothing in them. */
    public static @Nullable String clean(String what, @Nullable String given, int longest) {
        if (given == null) {
            return null;
        }
        String clean = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        if (clean.codePointCount(0, clean.length()) > longest) {
            throw new Rejected("request.malformed", "The " + what + " has at most " + longest + " characters.");
        }
        if (clean.codePoints().anyMatch(Wording::refused)) {
            throw new Rejected("request.malformed", "The " + what + " has characters that cannot be shown.");
        }
        return clean.isEmpty() ? null : clean;
    }

    /** The same, where something has to be said. */
    public static String required(String what, @Nullable String given, int longest) {
        String clean = clean(what, given, longest);
        if (clean == null) {
            throw new Rejected("request.malformed", "The " + what + " is missing.");
        }
        return clean;
    }

    private static boolean refused(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
