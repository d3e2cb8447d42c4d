package chat.parley.ejb.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import chat.parley.ejb.problem.ChatException.Rejected;

/**
 * What one can react with: one emoji of Unicode, as it is shown, of up to {@value #MOST_BYTES} bytes of UTF-8; or the name of
 * an emoji of the organization's own, between colons.
 */
final class Emoji {

    static final int MOST_BYTES = 64;

    private static final int AS_EMOJI = 0xFE0F;
    private static final String FLAG = "[\\x{1F1E6}-\\x{1F1FF}]{2}";
    private static final String KEYCAP = "[0-9#*]\\x{FE0F}\\x{20E3}";
    private static final String SIGN = "(?![0-9#*\\x{1F1E6}-\\x{1F1FF}])\\p{IsEmoji}"
            + "(?:\\p{IsEmoji_Modifier}|\\x{FE0F})?(?:[\\x{E0020}-\\x{E007E}]+\\x{E007F})?";
    private static final String ELEMENT = "(?:" + FLAG + "|" + KEYCAP + "|" + SIGN + ")";
    private static final Pattern EMOJI = Pattern.compile(ELEMENT + "(?:\\x{200D}" + ELEMENT + ")*");
    private static final Pattern CUSTOM = Pattern.compile(":([a-z][a-z0-9_+-]{1,31}):");
    private static final Pattern ONE_SIGN = Pattern.compile("\\X");

    private Emoji() {}

    /**
     * The emoji in the one way in which it is stored, however a keyboard wrote it: keyboards differ in whether they say
     * that a heart is to be shown as an emoji, and two hearts that look the same are one reaction.
     *
     * @throws Rejected {@code reaction.emoji} if it is none, or is too long
     */
    static String canonical(String text) {
        if (text.length() > MOST_BYTES) {
            throw none();
        }
        if (CUSTOM.matcher(text).matches()) {
            return text;
        }
        String emoji = qualified(text);
        if (emoji.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                || !EMOJI.matcher(emoji).matches()
                || !ONE_SIGN.matcher(emoji).matches()) {
            throw none();
        }
        return emoji;
    }

    /** What an emoji of an organization's own is called; empty of one of Unicode. */
    static Optional<String> customName(String emoji) {
        Matcher custom = CUSTOM.matcher(emoji);
        return custom.matches() ? Optional.of(custom.group(1)) : Optional.empty();
    }

    /** Says of each part that is shown as text unless one says otherwise, and of no other, that it is to be an emoji. */
    private static String qualified(String text) {
        int[] points = text.codePoints().filter(point -> point != AS_EMOJI).toArray();
        StringBuilder qualified = new StringBuilder(text.length() + 2);
        for (int i = 0; i < points.length; i++) {
            qualified.appendCodePoint(points[i]);
            boolean toned = i + 1 < points.length && Character.isEmojiModifier(points[i + 1]);
            if (Character.isEmoji(points[i]) && !Character.isEmojiPresentation(points[i]) && !toned) {
                qualified.appendCodePoint(AS_EMOJI);
            }
        }
        return qualified.toString();
    }

    static Rejected none() {
        return new Rejected(
                "reaction.emoji",
                "One reacts with one emoji, of Unicode or of the organization, of up to " + MOST_BYTES + " bytes.");
    }
}
