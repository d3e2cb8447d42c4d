package chat.parley.ejb.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A message of the syslog protocol (RFC 5424, section 6), as it is framed over TLS (RFC 5425, section 4.3). There is no
 * process in it (PROCID): what it tells of may have been done on any node.
 *
 * @param priority the facility times eight and the severity (6.2.1)
 * @param host who sends it (6.2.4)
 * @param application of what it is (6.2.5)
 * @param id what kind of message it is (6.2.7)
 * @param text for people, as UTF-8 after a byte order mark (6.4); null if there is none
 */
record SyslogMessage(
        int priority,
        Instant at,
        String host,
        String application,
        String id,
        List<Element> elements,
        @Nullable String text) {

    private static final String NIL = "-";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String UNPRINTABLE = "\uFFFD";
    private static final int LONGEST_HOST = 255;
    private static final int DELETE = 0x7F;

    /** Structured data that belongs together (6.3.1). */
    record Element(String name, Map<String, String> parameters) {

        private static final Pattern NAME = Pattern.compile("[!-~&&[^=\\]\"]]{1,32}");

        /** Checks the names (6.3.2, 6.3.3). */
        Element {
            check(name);
            parameters.keySet().forEach(Element::check);
        }

        private static void check(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("syslog does not know such a name of structured data: " + name);
            }
        }

        private void write(StringBuilder to) {
            to.append('[').append(name);
            parameters.forEach((parameter, value) -> {
                to.append(' ').append(parameter).append("=\"");
                value.codePoints().forEach(point -> to.append(escaped(point)));
                to.append('"');
            });
            to.append(']');
        }
    }

    /** A name as syslog takes it for a host: what cannot be one is not told. */
    static String hostOf(String name) {
        boolean fit = !name.isEmpty()
                && name.length() <= LONGEST_HOST
                && name.chars().allMatch(letter -> letter > ' ' && letter < DELETE);
        return fit ? name : NIL;
    }

    /** Its octets, without a frame. */
    byte[] bytes() {
        StringBuilder written = new StringBuilder()
                .append('<')
                .append(priority)
                .append(">1 ")
                .append(at.truncatedTo(ChronoUnit.MICROS))
                .append(' ')
                .append(host)
                .append(' ')
                .append(application)
                .append(' ')
                .append(NIL)
                .append(' ')
                .append(id)
                .append(' ');
        if (elements.isEmpty()) {
            written.append(NIL);
        }
        elements.forEach(element -> element.write(written));
        if (text != null) {
            written.append(' ').append(BYTE_ORDER_MARK).append(text);
        }
        return written.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Its octets after their number. */
    byte[] framed() {
        byte[] message = bytes();
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        return frame;
    }

    /** How many octets a value of structured data takes. */
    static int octets(String value) {
        return value.codePoints().map(SyslogMessage::octets).sum();
    }

    /** The longest beginning of a value that takes no more octets than this. */
    static String beginning(String value, int most) {
        int taken = 0;
        int end = 0;
        while (end < value.length()) {
            int point = value.codePointAt(end);
            taken += octets(point);
            if (taken > most) {
                return value.substring(0, end);
            }
            end += Character.charCount(point);
        }
        return value;
    }

    private static int octets(int point) {
        return escaped(point).getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * A character of a value (6.3.3). Control characters, of which the RFC says nothing there, could begin a line of their own
     * in what a receiver writes.
     */
    private static String escaped(int point) {
        return switch (point) {
            case '"', '\\', ']' -> "\\" + Character.toString(point);
            default -> Character.isISOControl(point) ? UNPRINTABLE : Character.toString(point);
        };
    }
}
