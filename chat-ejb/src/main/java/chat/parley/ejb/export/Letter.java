package chat.parley.ejb.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message as a letter (RFC 5322): from its sender to those who were members then. Earlier versions are further parts of
 * it. All texts are in base64, so that no line of them can be taken for anything else. Lines end with a line feed.
 */
final class Letter {

    private static final int LONGEST_WORD = 36;
    private static final int LONGEST_LINE = 76;

    private final StringBuilder text = new StringBuilder();

    private Letter() {}

    /** The letter of a message, in ASCII. */
    static String of(JsonNode message, Cast cast) {
        long conversation = message.path("conversation").asLong();
        long seq = message.path("seq").asLong();
        long sender = message.path("sender").asLong();
        Letter letter = new Letter();
        letter.header("From", address(sender, cast));
        letter.recipients(cast.members(conversation, seq), sender, cast);
        letter.header("Date", date(Instant.parse(message.path("at").asText())));
        letter.header("Subject", words(cast.title(conversation)));
        letter.header("Message-ID", id(conversation, seq));
        letter.answered(message, conversation);
        letter.header("X-Parley-Message", conversation + "/" + seq);
        letter.header("X-Parley-Format", message.path("format").asText());
        for (String mark : List.of("edited", "deleted")) {
            if (message.has(mark)) {
                letter.header("X-Parley-" + mark, message.path(mark).asText());
            }
        }
        letter.parts("=_parley_" + conversation + "_" + seq, message);
        return letter.text.toString();
    }

    /** A moment as letters say it. */
    static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    /** Somebody's name, and an address that nothing can be sent to. */
    static String address(long account, Cast cast) {
        return words(cast.name(account)) + " <account-" + account + "@parley.invalid>";
    }

    /** Bytes in lines of base64, with no line feed after the last. */
    static String base64(byte[] bytes) {
        return Base64.getMimeEncoder(LONGEST_LINE, new byte[] {'\n'}).encodeToString(bytes);
    }

    private void parts(String boundary, JsonNode message) {
        header("MIME-Version", "1.0");
        header("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
        text.append('\n');
        part(boundary, "The message", message.path("body").asText());
        for (JsonNode version : message.path("versions")) {
            part(
                    boundary,
                    "Until " + version.path("replaced").asText() + ", replaced by account "
                            + version.path("by").asLong(),
                    version.path("body").asText());
        }
        text.append("--").append(boundary).append("--\n");
    }

    private void answered(JsonNode message, long conversation) {
        if (message.has("replyTo")) {
            header("In-Reply-To", id(conversation, message.path("replyTo").asLong()));
        }
        if (message.has("thread")) {
            header("References", id(conversation, message.path("thread").asLong()));
        }
    }

    /** Of very many members their number only; the list of conversations has them all. */
    private void recipients(List<Long> members, long sender, Cast cast) {
        List<Long> others = members.stream().filter(each -> each != sender).toList();
        header("X-Parley-Members", Integer.toString(members.size()));
        if (others.isEmpty() || members.size() > Cast.MOST_MEMBERS) {
            header("To", "undisclosed-recipients:;");
            return;
        }
        header(
                "To",
                String.join(
                        ",\n ", others.stream().map(each -> address(each, cast)).toList()));
    }

    private void header(String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private void part(String boundary, String description, String body) {
        text.append("--").append(boundary).append('\n');
        header("Content-Type", "text/plain; charset=utf-8");
        header("Content-Transfer-Encoding", "base64");
        header("Content-Description", description);
        text.append('\n').append(base64(body.getBytes(StandardCharsets.UTF_8))).append('\n');
    }

    private static String id(long conversation, long seq) {
        return "<" + conversation + "." + seq + "@parley.invalid>";
    }

    /** A text as encoded words (RFC 2047), each of whole characters and not longer than a header may have. */
    static String words(String text) {
        StringBuilder encoded = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int[] points = text.codePoints().map(c -> c < ' ' ? ' ' : c).toArray();
        for (int point : points) {
            String character = Character.toString(point);
            if ((word + character).getBytes(StandardCharsets.UTF_8).length > LONGEST_WORD) {
                append(encoded, word);
            }
            word.append(character);
        }
        append(encoded, word);
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, StringBuilder word) {
        if (!word.isEmpty()) {
            encoded.append(encoded.isEmpty() ? "" : "\n ")
                    .append("=?utf-8?B?")
                    .append(Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8)))
                    .append("?=");
            word.setLength(0);
        }
    }
}
