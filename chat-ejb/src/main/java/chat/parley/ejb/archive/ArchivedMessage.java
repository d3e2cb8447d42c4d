package chat.parley.ejb.archive;

import java.util.HashSet;
import java.util.Set;

import chat.parley.jpa.archive.ArchivedLine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line of the archive, beside what the database has of the same message. */
final class ArchivedMessage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSIONS = "versions";

    private final ObjectNode line;

    private ArchivedMessage(ObjectNode line) {
        this.line = line;
    }

    static ArchivedMessage of(String json) {
        try {
            return new ArchivedMessage((ObjectNode) JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the database made of a message is no JSON", e);
        }
    }

    long seq() {
        return line.path("seq").asLong();
    }

    /** Its last change that is in this line. */
    long rev() {
        return line.path("rev").asLong();
    }

    /** What it says; nothing if it was deleted. */
    String body() {
        return line.path("body").asText();
    }

    /** All it said at some time, with the format of each. Nothing is said where it was deleted. */
    Set<String> words() {
        Set<String> words = new HashSet<>();
        words.add(words(line));
        line.path(VERSIONS).forEach(version -> words.add(words(version)));
        words.remove("");
        return words;
    }

    /** Whether all it says is still there. What has moved was never anything else, and was not destroyed. */
    boolean isIn(ArchivedLine present) {
        return present.moved() || of(present.json()).words().containsAll(words());
    }

    /** Whether that is so, and it is of the same person and time. */
    boolean agreesWith(ArchivedLine present) {
        ArchivedMessage now = of(present.json());
        return isIn(present) && same(now, "sender") && same(now, "at") && same(now, "id");
    }

    /** The same without what is no longer there. */
    String without(ArchivedLine present) {
        Set<String> kept = of(present.json()).words();
        ObjectNode rest = line.deepCopy();
        if (!kept.contains(words(line))) {
            rest.put("body", "");
            rest.remove("purpose");
        }
        ArrayNode versions = rest.putArray(VERSIONS);
        line.path(VERSIONS).forEach(version -> {
            if (kept.contains(words(version))) {
                versions.add(version);
            }
        });
        return rest.toString();
    }

    private boolean same(ArchivedMessage other, String field) {
        return line.path(field).equals(other.line.path(field));
    }

    private static String words(JsonNode said) {
        String body = said.path("body").asText();
        return body.isEmpty() ? "" : said.path("format").asText() + " " + body;
    }
}
