package chat.parley.ejb.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A mailbox of one letter for each message (RFC 5322 in the mbox of RFC 4155): from its sender to those who were members
 * then. Earlier versions are further parts of the letter. All texts are in base64, so that no line of them can be taken for
 * anything else.
 */
final class Mailbox implements ExportFormat {

    private static final DateTimeFormatter FIRST_LINE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT);
    private static final int MOST_RECIPIENTS = 200;
    private static final int LONGEST_WORD = 36;

    private final Writer out;
    private final Cast cast;

    Mailbox(Path directory, Cast cast) throws IOException {
        this.cast = cast;
        out = Files.newBufferedWriter(directory.resolve("messages.mbox"), StandardCharsets.US_ASCII);
    }

    @Override
    public void write(JsonNode message) throws IOException {
        long conversation = message.path("conversation").asLong();
        long seq = message.path("seq").asLong();
        long sender = message.path("sender").asLong();
        var at = Instant.parse(message.path("at").asText()).atOffset(ZoneOffset.UTC);
        String boundary = "=_parley_" + conversation + "_" + seq;
        out.write("From parley@export.invalid " + FIRST_LINE.format(at) + "\n");
        header("From", address(sender));
        recipients(cast.members(conversation, seq), sender);
        header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(at));
        header("Subject", words(cast.title(conversation)));
        header("Message-ID", id(conversation, seq));
        answered(message, conversation);
        header("X-Parley-Message", conversation + "/" + seq);
        header("X-Parley-Format", message.path("format").asText());
        for (String mark : List.of("edited", "deleted")) {
            if (message.has(mark)) {
                header("X-Parley-" + mark, message.path(mark).asText());
            }
        }
        header("MIME-Version", "1.0");
        header("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
        out.write("\n");
        part(boundary, "The message", message.path("body").asText());
        for (JsonNode version : message.path("versions")) {
            part(
                    boundary,
                    "Until " + version.path("replaced").asText() + ", replaced by account "
                            + version.path("by").asLong(),
                    version.path("body").asText());
        }
        out.write("--" + boundary + "--\n\n");
    }

    private void answered(JsonNode message, long conversation) throws IOException {
        if (message.has("replyTo")) {
            header("In-Reply-To", id(conversation, message.path("replyTo").asLong()));
        }
        if (message.has("thread")) {
            header("References", id(conversation, message.path("thread").asLong()));
        }
    }

    /** Of very many members their number only; the list of conversations has them all. */
    private void recipients(List<Long> members, long sender) throws IOException {
        List<Long> others = members.stream().filter(each -> each != sender).toList();
        header("X-Parley-Members", Integer.toString(members.size()));
        if (others.isEmpty() || others.size() > MOST_RECIPIENTS) {
            header("To", "undisclosed-recipients:;");
            return;
        }
        header("To", String.join(",\n ", others.stream().map(this::address).toList()));
    }

    private void header(String name, String value) throws IOException {
        out.write(name + ": " + value + "\n");
    }

    private void part(String boundary, String description, String text) throws IOException {
        out.write("--" + boundary + "\n");
        header("Content-Type", "text/plain; charset=utf-8");
        header("Content-Transfer-Encoding", "base64");
        header("Content-Description", description);
        out.write("\n");
        out.write(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        out.write("\n");
    }

    private static String id(long conversation, long seq) {
        return "<" + conversation + "." + seq + "@parley.invalid>";
    }

    private String address(long account) {
        return words(cast.name(account)) + " <account-" + account + "@parley.invalid>";
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

    @Override
    public void close() throws IOException {
        out.close();
    }
}
