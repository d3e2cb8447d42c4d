package chat.parley.it.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.it.node.ExportedFiles.Told;
import chat.parley.launcher.ExportVerifier;
import chat.parley.launcher.PublicKeys;
import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** From a wish to a verified export: by four eyes, the same in every form as in the database, and spoiled in every way. */
@NodeTest
class ExportsIT {

    private static final List<String> ODD = List.of(
            "=1+1",
            "@SUM(A1)",
            "-5",
            "'quoted",
            "a \"quotation\", and a comma",
            "<script>alert('x')</script> & <b>bold</b>",
            "two\nlines",
            "before\n\nFrom nobody in particular\n.\nafter",
            "þ and ® and þþ",
            "日本語 👩‍👩‍👧 שלום",
            "=?utf-8?B?eA==?=",
            "long ".repeat(400).strip());

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login officer;
    private Login second;
    private long room;
    private String matter;

    @TempDir
    private Path directory;

    @BeforeEach
    void somethingIsHeld() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        officer = People.with("compliance");
        second = People.with("compliance");
        room = rooms.group(anna, ben);
        ODD.forEach(words -> say(anna, words));
        matter = "/admin/matters/"
                + as(officer)
                        .post("/admin/matters", Json.object("name", "Odd words"))
                        .ok()
                        .path("id")
                        .asLong();
        as(officer)
                .post(matter + "/holds", Json.object("name", "The room", "conversations", List.of(room)))
                .ok();
    }

    @Test
    void every_form_tells_what_is_in_the_database_row_by_row() throws Exception {
        long edited = say(ben, "first");
        as(ben).patch(message(edited), Json.object("body", "second")).ok();
        as(ben).patch(message(edited), Json.object("body", "third")).ok();
        long deleted = say(ben, "I was never here");
        as(ben).delete(message(deleted)).ok();
        as(anna).call("PUT", message(edited) + "/reactions/%F0%9F%91%8D", null).ok();
        rooms.remove(anna, room, ben).ok();
        say(anna, "He is gone");

        ExportedFiles files = ExportedFiles.unpack(download(made(Json.object("reason", "Case 4711"))), directory);

        List<Told> expected = inTheDatabase();
        assertThat(expected).hasSizeGreaterThan(ODD.size() + 4);
        assertThat(files.byJson()).isEqualTo(expected);
        assertThat(files.byCsv()).isEqualTo(expected);
        Document page = files.transcript(room);
        assertThat(page.select("script, img, b b, article article")).isEmpty();
        assertThat(ExportedFiles.byTranscript(page))
                .extracting(Told::seq, Told::said)
                .isEqualTo(expected.stream()
                        .map(told -> tuple(told.seq(), told.said()))
                        .toList());
        List<MimeMessage> letters = files.letters();
        List<Told> inLetters = new ArrayList<>();
        for (MimeMessage letter : letters) {
            inLetters.add(ExportedFiles.told(letter));
        }
        assertThat(inLetters).isEqualTo(expected);
        assertThat(letters.getLast().getAllRecipients()[0].toString()).startsWith("undisclosed-recipients");
        assertThat(letters.get(1).getAllRecipients()[0].toString()).contains("account-" + ben.account() + "@");
        List<Told> inNatives = new ArrayList<>();
        for (MimeMessage letter : files.edrm()) {
            inNatives.add(ExportedFiles.told(letter));
        }
        assertThat(inNatives).isEqualTo(expected);
        List<Map<String, String>> load = files.load();
        Map<String, List<String>> pages = files.pages();
        assertThat(pages.keySet())
                .containsExactlyElementsOf(
                        load.stream().map(row -> row.get("BEGBATES")).toList());
        assertThat(load).allSatisfy(row -> {
            List<String> own = pages.getOrDefault(row.get("BEGBATES"), List.of());
            assertThat(row.get("ENDBATES")).isEqualTo(own.getLast());
            assertThat(row.get("PAGES")).isEqualTo(Integer.toString(own.size()));
        });
        for (int i = 0; i < expected.size(); i++) {
            Told told = expected.get(i);
            assertThat(load.get(i).get("SEQ")).isEqualTo(Long.toString(told.seq()));
            assertThat(Files.readString(
                            directory.resolve("concordance").resolve(load.get(i).get("TEXTPATH"))))
                    .startsWith(told.said().getLast())
                    .contains(told.said());
        }
        JsonNode conversation = files.lines("conversations.jsonl").getFirst();
        assertThat(conversation.path("members"))
                .extracting(member -> member.path("account").asLong() + " " + member.has("to"))
                .containsExactlyInAnyOrder(anna.account() + " false", ben.account() + " true");
        assertThat(files.lines("people.jsonl"))
                .extracting(person -> person.path("username").asText())
                .contains(anna.username(), ben.username());
    }

    @Test
    void reviewers_get_days_of_short_messages_with_who_came_and_went() throws Exception {
        long edited = say(ben, "first");
        as(ben).patch(message(edited), Json.object("body", "second")).ok();
        as(anna).call("PUT", message(edited) + "/reactions/%F0%9F%91%8D", null).ok();
        as(ben).call("PUT", message(edited) + "/reactions/%F0%9F%8E%89", null).ok();
        as(ben).call("DELETE", message(edited) + "/reactions/%F0%9F%8E%89", null)
                .ok();
        as(anna).delete(message(say(anna, "I was never here"))).ok();
        rooms.remove(anna, room, ben).ok();

        ExportedFiles files = ExportedFiles.unpack(download(made(Json.object("reason", "Case 4711"))), directory);

        List<Long> happened = files.lines("messages.jsonl").stream()
                .filter(line -> line.path("format").asText().equals("system"))
                .map(line -> line.path("seq").asLong())
                .toList();
        List<JsonNode> events = new ArrayList<>();
        for (JsonNode manifest : files.shortMessages()) {
            manifest.path("events").forEach(events::add);
        }
        assertThat(events.stream()
                        .filter(event -> event.path("type").asText().equals("message"))
                        .map(ExportedFiles::told))
                .isEqualTo(inTheDatabase().stream()
                        .filter(told -> !happened.contains(told.seq()))
                        .toList());
        assertThat(events)
                .extracting(event -> event.path("type").asText() + " "
                        + event.path("participant").asText())
                .contains("join p" + anna.account(), "join p" + ben.account(), "leave p" + ben.account());
        assertThat(events.stream()
                        .filter(event -> event.path("id").asText().equals("m" + edited))
                        .flatMap(event -> event.path("reactions").valueStream())
                        .map(JsonNode::toString))
                .containsExactly("{\"value\":\"👍\",\"count\":1,\"participants\":[\"p" + anna.account() + "\"]}");
        JsonNode taken = files.lines("messages.jsonl").stream()
                .filter(line -> line.path("seq").asLong() == edited)
                .flatMap(line -> line.path("takenBack").valueStream())
                .findAny()
                .orElseThrow();
        assertThat(taken.path("kind").asText() + taken.path("emoji").asText()).isEqualTo("reaction🎉");
        assertThat(taken.path("by").asLong()).isEqualTo(ben.account());
        assertThat(taken.path("taken").asText())
                .isGreaterThan(taken.path("given").asText());
        assertThat(events.stream()
                        .filter(event -> event.path("id").asText().equals("m" + edited))
                        .flatMap(event -> event.path("custom").valueStream())
                        .map(custom -> custom.path("value").asText()))
                .contains("🎉 by p%d, %s to %s"
                        .formatted(
                                ben.account(),
                                taken.path("given").asText(),
                                taken.path("taken").asText()));
        assertThat(files.transcript(room).select("del").eachText()).anyMatch(text -> text.startsWith("🎉"));
    }

    @Test
    void it_needs_two_and_each_step_is_noted() throws Exception {
        long id = as(officer)
                .post(matter + "/exports", Json.object("reason", "Case 4711", "words", List.of("comma")))
                .ok()
                .path("id")
                .asLong();
        String at = "/admin/exports/" + id;

        assertThat(as(officer).post(at + "/release", null).code()).isEqualTo("export.own");
        assertThat(as(officer).get(at + "/file").code()).isEqualTo("export.not-ready");
        assertThat(as(anna).post(at + "/release", null).code()).isEqualTo("auth.administrator-only");
        as(second).post(at + "/release", null).ok();
        assertThat(as(second).post(at + "/deny", null).code()).isEqualTo("export.decided");
        JsonNode ready = ready(id);
        assertThat(ready.path("messages").asLong()).isEqualTo(1);
        download(id);
        assertThat(as(anna).delete(at + "/file").code()).isEqualTo("auth.administrator-only");
        JsonNode gone = as(second).delete(at + "/file").ok();
        assertThat(gone.path("gone").path("by").asLong()).isEqualTo(second.account());
        assertThat(gone.path("root")).isEqualTo(ready.path("root"));
        assertThat(as(officer).get(at + "/file").code()).isEqualTo("export.gone");
        assertThat(as(officer).delete(at + "/file").ok()).isEqualTo(gone);

        assertThat(NotedDeed.on("export " + id))
                .extracting(NotedDeed::deed, NotedDeed::account)
                .containsExactly(
                        tuple("EXPORT_REQUESTED", officer.account()),
                        tuple("EXPORT_RELEASED", second.account()),
                        tuple("EXPORT_MADE", 0L),
                        tuple("EXPORT_DOWNLOADED", officer.account()),
                        tuple("EXPORT_DELETED", second.account()));
    }

    @Test
    void what_was_denied_is_never_made() {
        long id = as(officer)
                .post(matter + "/exports", Json.object("reason", "Curiosity"))
                .ok()
                .path("id")
                .asLong();

        as(second).post("/admin/exports/" + id + "/deny", null).ok();

        assertThat(as(second).post("/admin/exports/" + id + "/release", null).code())
                .isEqualTo("export.decided");
        assertThat(as(officer).get("/admin/exports/" + id + "/file").code()).isEqualTo("export.not-ready");
        assertThat(as(officer).post(matter + "/exports", Json.object()).code()).isEqualTo("request.malformed");
        String number = matter.substring(matter.lastIndexOf('/') + 1);
        assertThat(as(second)
                        .get("/admin/exports?state=denied&matter=" + number)
                        .ok()
                        .findValuesAsText("id"))
                .containsExactly(String.valueOf(id));
        assertThat(as(second)
                        .get("/admin/exports?state=ready&matter=" + number)
                        .ok()
                        .path("exports"))
                .isEmpty();
        assertThat(as(second).get("/admin/exports?state=lost").code()).isEqualTo("request.malformed");
    }

    @Test
    void whatever_is_done_to_it_afterwards_is_found() throws Exception {
        byte[] packed = download(made(Json.object("reason", "Case 4711")));
        Path zip = Files.write(directory.resolve("export.zip"), packed);
        Map<String, PublicKey> keys =
                PublicKeys.of(List.of(Files.readString(RealServer.seal().publicFile())));
        assertThat(ExportVerifier.verify(zip, keys).findings()).isEmpty();
        assertThat(ExportVerifier.verify(zip, Map.of()).findings()).isNotEmpty();

        Map<String, Spoiling> ways = new LinkedHashMap<>();
        ways.put("a word", files -> replace(files.resolve("messages.csv"), "comma", "colon"));
        ways.put(
                "a line more",
                files -> Files.writeString(files.resolve("messages.jsonl"), "{}\n", StandardOpenOption.APPEND));
        ways.put("a file less", files -> Files.delete(files.resolve("people.jsonl")));
        ways.put("a file more", files -> Files.writeString(files.resolve("more.txt"), "more"));
        ways.put("another name", files -> Files.move(files.resolve("messages.mbox"), files.resolve("letters.mbox")));
        ways.put("another reason", files -> replace(files.resolve("manifest.json"), "Case 4711", "Case 4712"));
        ways.put(
                "another signature",
                files -> replace(files.resolve("manifest.sig.json"), "\"signature\":\"", "\"signature\":\"A"));
        ways.put("no signature", files -> Files.delete(files.resolve("manifest.sig.json")));
        for (Map.Entry<String, Spoiling> way : ways.entrySet()) {
            Path unpacked = Files.createDirectories(directory.resolve(way.getKey()));
            ExportedFiles.unpack(packed, unpacked);
            assertThat(ExportVerifier.verify(unpacked, keys).findings()).isEmpty();
            way.getValue().spoil(unpacked);
            assertThat(ExportVerifier.verify(unpacked, keys).findings())
                    .as(way.getKey())
                    .isNotEmpty();
        }
    }

    @FunctionalInterface
    private interface Spoiling {
        void spoil(Path files) throws IOException;
    }

    private static void replace(Path file, String words, String others) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(words);
        Files.writeString(file, text.replace(words, others));
    }

    /** Requested by one, released by the other, and made. */
    private long made(Object wish) {
        long id = as(officer).post(matter + "/exports", wish).ok().path("id").asLong();
        as(second).post("/admin/exports/" + id + "/release", null).ok();
        ready(id);
        return id;
    }

    private JsonNode ready(long id) {
        String at = "/admin/exports/" + id;
        Patience.await(
                "finished export",
                Patience.USUAL,
                () -> as(officer).get(at).ok().has("root"));
        return as(officer).get(at).ok();
    }

    private byte[] download(long id) throws IOException, InterruptedException {
        URI file = RealServer.url().resolve("/api/v1/admin/exports/" + id + "/file");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(file)
                            .header("Authorization", "Bearer " + officer.accessToken())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode())
                    .as(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            return response.body();
        }
    }

    private List<Told> inTheDatabase() throws SQLException {
        try (Connection connection = RealServer.connection();
                PreparedStatement statement = connection.prepareStatement(
                        "select m.seq, m.sender_id, array(select v.body from message_version v"
                                + " where v.conversation_id = m.conversation_id and v.seq = m.seq order by v.rev) || m.body"
                                + " from message m where m.conversation_id = ? order by m.seq")) {
            statement.setLong(1, room);
            List<Told> told = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    told.add(new Told(rows.getLong(1), rows.getString(2), List.of((String[])
                            rows.getArray(3).getArray())));
                }
            }
            return told;
        }
    }

    private long say(Login by, String words) {
        return rooms.post(by, room, UUID.randomUUID().toString(), words)
                .ok()
                .path("seq")
                .asLong();
    }

    private String message(long seq) {
        return "/conversations/" + room + "/messages/" + seq;
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }
}
