package chat.parley.ejb.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was said in one conversation on one day, as a file of RSMF 2.0: a letter (RFC 5322) with the words to be searched, and
 * with a ZIP file whose manifest tells people, conversation and events by the schema of the format. Whoever came or went is
 * an event of that kind; what else happened to a conversation is an unknown one, with what we know of it. What was deleted
 * is there with its last words, and is marked.
 */
final class ShortMessageSlice {

    private static final String VERSION = "2.0.0";
    private static final String BOUNDARY = "=_parley_rsmf";

    /** Of more members only their number is told here, as long as they say nothing. */
    private static final int MOST_MEMBERS = 200;

    /** The time of files in the ZIP, always the same, so that the same messages make the same file. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cast cast;
    private final long conversation;
    private final Instant begin;
    private final List<Long> members;
    private final ArrayNode events = JSON.createArrayNode();
    private final Set<Long> told = new HashSet<>();
    private final Set<Long> participants = new TreeSet<>();
    private final StringBuilder words = new StringBuilder();
    private Instant end;

    /** Begins with this message, which is not in it yet. */
    ShortMessageSlice(JsonNode first, Cast cast) {
        this.cast = cast;
        conversation = first.path("conversation").asLong();
        begin = at(first);
        end = begin;
        members = cast.members(conversation, first.path("seq").asLong());
        if (members.size() <= MOST_MEMBERS) {
            participants.addAll(members);
        }
    }

    boolean isOf(JsonNode message) {
        return message.path("conversation").asLong() == conversation
                && day(at(message)).equals(day(begin));
    }

    int events() {
        return events.size();
    }

    int characters() {
        return words.length();
    }

    String name() {
        return "conversation-" + conversation + "-" + day(begin);
    }

    void add(JsonNode message) throws IOException {
        if (message.path("format").asText().equals("system")) {
            happened(message, JSON.readTree(message.path("body").asText()));
        } else {
            said(message);
        }
        told.add(message.path("seq").asLong());
        end = at(message);
    }

    private void said(JsonNode message) {
        List<JsonNode> versions = new ArrayList<>();
        message.path("versions").forEach(versions::add);
        String body = message.path("body").asText();
        if (message.has("deleted") && !versions.isEmpty()) {
            body = versions.removeLast().path("body").asText();
        }
        ObjectNode event = event(message, "message", message.path("sender").asLong());
        event.put("body", body);
        event.put("deleted", message.has("deleted"));
        answers(message, event);
        edits(versions, body, event.putArray("edits"));
        reactions(message, event.putArray("reactions"));
        for (JsonNode taken : message.path("takenBack")) {
            custom(
                    event,
                    "Taken back",
                    "%s by %s, %s to %s"
                            .formatted(
                                    Transcript.what(taken),
                                    participant(taken.path("by").asLong()),
                                    taken.path("given").asText(),
                                    taken.path("taken").asText()));
        }
        words.append(message.path("at").asText())
                .append(' ')
                .append(cast.name(message.path("sender").asLong()))
                .append(": ")
                .append(body)
                .append('\n');
        versions.forEach(version ->
                words.append("  before: ").append(version.path("body").asText()).append('\n'));
    }

    /** An answer hangs on what it answers, if that is in the same file. */
    private void answers(JsonNode message, ObjectNode event) {
        long parent = message.path("replyTo").asLong(message.path("thread").asLong());
        if (told.contains(parent)) {
            event.put("parent", id(parent));
        } else if (parent > 0) {
            custom(event, "Answers number", Long.toString(parent));
        }
    }

    private void edits(List<JsonNode> versions, String body, ArrayNode edits) {
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            edits.addObject()
                    .put("participant", participant(version.path("by").asLong()))
                    .put("timestamp", version.path("replaced").asText())
                    .put("previous", version.path("body").asText())
                    .put(
                            "new",
                            i + 1 < versions.size()
                                    ? versions.get(i + 1).path("body").asText()
                                    : body);
        }
    }

    private void reactions(JsonNode message, ArrayNode reactions) {
        Map<String, List<String>> byEmoji = new LinkedHashMap<>();
        for (JsonNode reaction : message.path("reactions")) {
            byEmoji.computeIfAbsent(reaction.path("emoji").asText(), _ -> new ArrayList<>())
                    .add(participant(reaction.path("by").asLong()));
        }
        byEmoji.forEach((emoji, by) -> {
            ObjectNode reaction = reactions.addObject().put("value", emoji).put("count", by.size());
            by.forEach(reaction.putArray("participants")::add);
        });
    }

    private void happened(JsonNode message, JsonNode what) {
        switch (what.path("event").asText()) {
            case "created", "joined" ->
                what.path("accounts").forEach(account -> event(message, "join", account.asLong()));
            case "left", "removed", "banned" ->
                event(message, "leave", what.path("account").asLong());
            default ->
                event(message, "unknown", message.path("sender").asLong()).put("body", what.toString());
        }
    }

    private ObjectNode event(JsonNode message, String type, long participant) {
        ObjectNode event = events.addObject();
        event.put("id", type.equals("message") ? id(message.path("seq").asLong()) : "e" + events.size());
        event.put("type", type);
        event.put("conversation", name());
        event.put("participant", participant(participant));
        event.put("timestamp", message.path("at").asText());
        custom(event, "Number", message.path("seq").asText());
        if (message.has("deleted")) {
            custom(event, "Deleted", message.path("deleted").asText());
        }
        return event;
    }

    private static void custom(ObjectNode event, String name, String value) {
        event.withArray("/custom").addObject().put("name", name).put("value", value);
    }

    private static String id(long seq) {
        return "m" + seq;
    }

    private String participant(long account) {
        participants.add(account);
        return "p" + account;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant at(JsonNode message) {
        return Instant.parse(message.path("at").asText());
    }

    /** The whole file. */
    byte[] file() throws IOException {
        StringBuilder file = new StringBuilder();
        header(file, "From", "Parley <parley@export.invalid>");
        header(file, "Date", Letter.date(begin));
        header(file, "Subject", Letter.words(cast.title(conversation)));
        header(file, "X-RSMF-Version", VERSION);
        header(file, "X-RSMF-Generator", "Parley");
        header(file, "X-RSMF-Application", "Parley");
        header(file, "X-RSMF-BeginDate", begin.toString());
        header(file, "X-RSMF-EndDate", end.toString());
        header(file, "X-RSMF-EventCount", Integer.toString(events.size()));
        header(file, "X-RSMF-AttachmentCount", "0");
        header(file, "X-RSMF-EventCollectionID", collection());
        header(file, "MIME-Version", "1.0");
        header(file, "Content-Type", "multipart/mixed; boundary=\"" + BOUNDARY + "\"");
        part(file, "text/plain; charset=utf-8", "inline", words.toString().getBytes(StandardCharsets.UTF_8));
        part(file, "application/zip", "attachment; filename=\"rsmf.zip\"", zip());
        file.append("\n--").append(BOUNDARY).append("--\n");
        return file.toString().replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void part(StringBuilder file, String type, String disposition, byte[] content) {
        file.append("\n--").append(BOUNDARY).append('\n');
        header(file, "Content-Type", type);
        header(file, "Content-Transfer-Encoding", "base64");
        header(file, "Content-Disposition", disposition);
        file.append('\n').append(Letter.base64(content));
    }

    private static void header(StringBuilder file, String name, String value) {
        file.append(name).append(": ").append(value).append('\n');
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            ZipEntry entry = new ZipEntry("rsmf_manifest.json");
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            zip.write(JSON.writeValueAsBytes(manifest()));
        }
        return packed.toByteArray();
    }

    private ObjectNode manifest() {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("version", VERSION);
        manifest.put("eventcollectionid", collection());
        ArrayNode people = manifest.putArray("participants");
        for (long account : participants) {
            people.addObject()
                    .put("id", "p" + account)
                    .put("display", cast.name(account))
                    .put("account_id", cast.username(account));
        }
        ObjectNode about = manifest.putArray("conversations").addObject();
        about.put("id", name());
        about.put("display", cast.title(conversation));
        about.put("platform", "parley");
        about.put("type", cast.isDirect(conversation) ? "direct" : "channel");
        ArrayNode present = about.putArray("participants");
        members.stream().filter(participants::contains).forEach(member -> present.add("p" + member));
        custom(about, "Conversation", Long.toString(conversation));
        custom(about, "Members at the beginning", Integer.toString(members.size()));
        manifest.set("events", events);
        return manifest;
    }

    /** All files of the conversation have it. */
    private String collection() {
        return "parley-conversation-" + conversation;
    }
}
