package chat.parley.ejb.message;

import java.nio.charset.StandardCharsets;

import chat.parley.ejb.problem.ChatException.Rejected;

/** What may be the text of a message: 1 to {@value #MOST_BYTES} bytes of UTF-8, without what cannot be stored. */
public final class MessageBody {

    /** How long a message's text may be, in bytes of UTF-8: doubled by JSON's escapes it still fits into a frame. */
    public static final int MOST_BYTES = 32 * 1024;

    private MessageBody() {}

    /**
     * Gives the text back if it may be a message.
     *
     * @throws Rejected {@code message.empty}, {@code message.too-long} or {@code message.malformed}
     */
    public static String check(String text) {
        if (text.isBlank()) {
            throw new Rejected("message.empty", "A message has at least one visible character.");
        }
        if (text.length() > MOST_BYTES / 3 && bytes(text) > MOST_BYTES) {
            throw new Rejected(
                    "message.too-long",
                    "A message has at most " + MOST_BYTES + " bytes; this one has " + bytes(text) + ".");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                throw malformed();
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    throw malformed();
                }
            }
        }
        return text;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Rejected malformed() {
        return new Rejected("message.malformed", "The text holds a character that cannot be stored.");
    }
}
