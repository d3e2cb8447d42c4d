package chat.parley.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds in a line of JSON what the generator needs, without parsing it: at a hundred thousand deliveries a second the
 * machine should be busy with the server. Quotes inside of strings are escaped, so a key is never found in a body.
 */
final class Lines {

    /** What a line from the server is. */
    enum Kind {
        MESSAGE("message"),
        OK("ok"),
        WELCOME("welcome"),
        CHANGES("changes"),
        ERROR("error"),
        PING("ping"),
        RESYNC("resync"),
        OTHER("");

        @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
        private final byte[] text;

        Kind(String name) {
            text = bytes("\"type\":\"" + name + (name.isEmpty() ? "" : "\""));
        }
    }

    private static final Kind[] KINDS = Kind.values();
    private static final byte[] TYPE = bytes("\"type\":\"");

    private Lines() {}

    /** What this line is. */
    static Kind kind(byte[] line, int from, int to) {
        int at = indexOf(line, from, to, TYPE);
        if (at >= 0) {
            for (Kind kind : KINDS) {
                if (startsWith(line, at, to, kind.text)) {
                    return kind;
                }
            }
        }
        return Kind.OTHER;
    }

    /** The first place of this, or -1. */
    static int indexOf(byte[] bytes, int from, int to, byte[] what) {
        for (int i = from, last = to - what.length; i <= last; i++) {
            if (bytes[i] == what[0] && startsWith(bytes, i, to, what)) {
                return i;
            }
        }
        return -1;
    }

    /** The last place of this, or -1. */
    static int lastIndexOf(byte[] bytes, int from, int to, byte[] what) {
        for (int i = to - what.length; i >= from; i--) {
            if (bytes[i] == what[0] && startsWith(bytes, i, to, what)) {
                return i;
            }
        }
        return -1;
    }

    /** The end of the line that starts here. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The number after a key, or the other one if the key is not there. */
    static long number(byte[] line, int from, int to, byte[] key, long otherwise) {
        int at = indexOf(line, from, to, key);
        return at < 0 ? otherwise : digits(line, at + key.length, to);
    }

    /** The number whose digits start here. */
    static long digits(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    /** The text after a key, up to the next quote; empty if the key is not there. */
    static String text(byte[] line, int from, int to, byte[] key) {
        int at = indexOf(line, from, to, key);
        if (at < 0) {
            return "";
        }
        int start = at + key.length;
        int end = start;
        while (end < to && line[end] != '"') {
            end++;
        }
        return new String(line, start, end - start, StandardCharsets.UTF_8);
    }

    /** The bytes of a key or a frame. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] what) {
        return to - from >= what.length && Arrays.equals(bytes, from, from + what.length, what, 0, what.length);
    }
}
