package chat.parley.it.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.launcher.AuditVerifier;
import chat.parley.launcher.AuditVerifier.Verdict;
import chat.parley.launcher.PublicKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The audit log as a real node hands it out, tampered with in every way. */
@NodeTest
class AuditIT {

    private static final List<String> FIELDS =
            List.of("number", "at", "account", "device", "address", "deed", "subject", "outcome", "details", "hash");

    private static List<String> genuine = List.of();

    @BeforeAll
    static void export() {
        String username = People.withPassword("ben");
        Login.attempt(RealServer.url(), username, "not the password", "a device");
        Login.of(RealServer.url(), username, People.PASSWORD, "a device");
        Login.of(RealServer.url(), username, People.PASSWORD, "another device");
        Login root = People.with("system");
        root.rest(RealServer.url())
                .call("PUT", "/admin/duties/" + People.somebody("ada").account() + "/people", null)
                .ok();
        RealServer.operator().audit("parley").close();
        try (Stream<String> lines = RealServer.operator().audit("parley")) {
            genuine = lines.filter(
                            line -> !Json.read(line).path("type").asText().equals("stamp"))
                    .toList();
        }
    }

    @Test
    void what_was_exported_is_as_it_was_written() {
        Verdict verdict = verify(genuine);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.entries()).isGreaterThan(4);
        assertThat(verdict.signed()).isEqualTo(verdict.entries());
        assertThat(Json.read(genuine.getLast()).path("type").asText()).isEqualTo("checkpoint");
        assertThat(AuditVerifier.verify(genuine.stream(), null, null).findings())
                .isEmpty();
    }

    static Stream<String> fields() {
        return FIELDS.stream();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void an_entry_with_another_field_is_found_wherever_it_is(String field) {
        for (int at : entries()) {
            List<String> lines = changed(at, entry -> spoil(entry, field));
            assertThat(verify(lines).findings()).as("%s of line %d", field, at).isNotEmpty();
            if (!field.equals("number") && !field.equals("hash")) {
                List<String> without = changed(at, entry -> entry.remove(field));
                assertThat(verify(without).findings().isEmpty())
                        .as("without %s of line %d", field, at)
                        .isEqualTo(!Json.read(genuine.get(at)).has(field));
            }
        }
    }

    @Test
    void an_entry_that_is_missing_is_found_wherever_it_was() {
        for (int at : entries()) {
            List<String> lines = new ArrayList<>(genuine);
            lines.remove(at);

            assertThat(verify(lines).findings()).as("line %d", at).isNotEmpty();
        }
    }

    @Test
    void entries_that_changed_places_are_found() {
        List<Integer> entries = entries();
        for (int i = 1; i < entries.size(); i++) {
            List<String> lines = new ArrayList<>(genuine);
            lines.set(entries.get(i), genuine.get(entries.get(i - 1)));
            lines.set(entries.get(i - 1), genuine.get(entries.get(i)));

            assertThat(verify(lines).findings()).as("line %d", entries.get(i)).isNotEmpty();
        }
    }

    @Test
    void an_entry_that_is_there_twice_is_found() {
        List<String> lines = new ArrayList<>(genuine);
        lines.add(entries().get(1), genuine.get(entries().get(1)));

        assertThat(verify(lines).findings()).isNotEmpty();
    }

    @Test
    void a_log_that_was_cut_off_anywhere_is_found() {
        spread(genuine.size() - 1, 40)
                .forEach(length -> assertThat(verify(genuine.subList(0, length)).findings())
                        .as("%d lines", length)
                        .isNotEmpty());
        List<String> beheaded = new ArrayList<>(genuine);
        beheaded.remove(1);
        assertThat(verify(beheaded).findings()).isNotEmpty();
    }

    @Test
    void a_log_that_was_hashed_anew_without_the_key_is_found() {
        List<String> lines = hashedAnew(null);

        assertThat(verify(lines).findings()).isNotEmpty();
        assertThat(AuditVerifier.verify(lines.stream(), null, null).findings()).isNotEmpty();
    }

    @Test
    void a_log_that_was_signed_with_another_key_is_found_by_whoever_has_the_right_one() throws Exception {
        KeyPair another = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        List<String> lines = hashedAnew(another);

        assertThat(AuditVerifier.verify(lines.stream(), null, null).findings())
                .as("it hangs together, and only that is said without a key")
                .isEmpty();
        assertThat(verify(lines).findings()).isNotEmpty();
    }

    @Test
    void a_checkpoint_that_was_changed_is_found() {
        List<Integer> checkpoints = IntStream.range(1, genuine.size())
                .filter(at -> Json.read(genuine.get(at)).path("type").asText().equals("checkpoint"))
                .boxed()
                .toList();
        // All of them are alike, and there are hundreds by the time that others have been tested
        for (int at : List.of(checkpoints.getFirst(), checkpoints.getLast())) {
            for (String field : List.of("number", "hash", "at", "key", "signature")) {
                List<String> lines = changed(at, line -> spoil(line, field));
                assertThat(verify(lines).findings())
                        .as("%s of line %d", field, at)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void lines_that_are_no_json_or_have_a_field_twice_are_found() {
        int at = entries().get(1);
        List<String> torn = new ArrayList<>(genuine);
        torn.set(at, genuine.get(at).substring(5));
        List<String> twice = new ArrayList<>(genuine);
        twice.set(at, genuine.get(at).replaceFirst("\"deed\"", "\"deed\":\"BAN\",\"deed\""));

        assertThat(verify(torn).findings()).isNotEmpty();
        assertThat(verify(twice).findings()).isNotEmpty();
    }

    /** What somebody would do who can change the database: all hashes are right, and the checkpoints, with a key of theirs. */
    private static List<String> hashedAnew(@Nullable KeyPair key) {
        ObjectNode head = (ObjectNode) Json.read(genuine.getFirst());
        String organization = head.path("organization").asText();
        List<String> lines = new ArrayList<>();
        String hash = "0".repeat(64);
        for (String line : genuine.subList(1, genuine.size())) {
            ObjectNode read = (ObjectNode) Json.read(line);
            if (read.path("type").asText().equals("entry")) {
                if (read.path("number").asLong() == 2) {
                    read.put("address", "198.51.100.66");
                }
                hash = Forgery.link(hash, organization, read);
            }
            read.put("hash", hash);
            if (key != null && read.path("type").asText().equals("checkpoint")) {
                Forgery.sign(read, organization, key);
            }
            lines.add(read.toString());
        }
        if (key != null) {
            ObjectNode until = (ObjectNode) head.path("until");
            until.put("hash", hash);
            Forgery.sign(until, organization, key);
            head.putArray("keys").add(Forgery.pem(key.getPublic()));
        }
        lines.addFirst(head.toString());
        return lines;
    }

    @Test
    void whoever_audits_finds_what_was_done_and_is_noted_too() {
        Login auditor = People.with("audit");
        Login root = People.with("system");
        Login ada = People.somebody("ada");
        root.rest(RealServer.url())
                .call("PUT", "/admin/duties/" + ada.account() + "/people", null)
                .ok();
        root.rest(RealServer.url())
                .delete("/admin/duties/" + ada.account() + "/people")
                .ok();

        assertThat(deeds(auditor, "person=" + root.account())).containsExactly("DUTY_TAKEN", "DUTY_GIVEN");
        assertThat(deeds(auditor, "subject=account%20" + ada.account() + "&deed=DUTY_TAKEN"))
                .containsExactly("DUTY_TAKEN");
        assertThat(deeds(auditor, "person=" + root.account() + "&outcome=REFUSED"))
                .isEmpty();
        assertThat(deeds(auditor, "person=" + root.account() + "&until=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(deeds(auditor, "person=" + root.account() + "&since=2020-01-01T00:00:00Z"))
                .hasSize(2);
        assertThat(deeds(auditor, "person=" + auditor.account())).hasSize(5).containsOnly("AUDIT_READ");
        assertThat(auditor.rest(RealServer.url()).get("/admin/audit?deed=NONE").code())
                .isEqualTo("request.malformed");
    }

    @Test
    void pages_go_back_to_the_first_entry_and_miss_none() {
        Login auditor = People.with("audit");
        List<Long> numbers = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = auditor.rest(RealServer.url())
                    .get("/admin/audit?deed=SIGN_IN&limit=2" + before)
                    .ok();
            page.path("entries")
                    .forEach(entry -> numbers.add(entry.path("number").asLong()));
            before = page.has("next") ? "&before=" + page.path("next").asLong() : "";
        } while (!before.isEmpty());

        assertThat(numbers).hasSizeGreaterThan(2).isSortedAccordingTo((one, other) -> Long.compare(other, one));
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set outcome = 'DONE'",
                "delete from audit_entry",
                "truncate audit_entry",
                "alter table audit_entry disable trigger all",
                "delete from audit_checkpoint"
            })
    void the_role_of_the_node_cannot_change_what_was_noted(String attempt) throws SQLException {
        try (Connection connection = RealServer.connection(RealServer.database().login());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(attempt))
                    .isInstanceOf(SQLException.class)
                    .extracting(refused -> ((SQLException) refused).getSQLState())
                    .isEqualTo("42501");
        }
    }

    private static List<String> deeds(Login auditor, String query) {
        JsonNode found =
                auditor.rest(RealServer.url()).get("/admin/audit?" + query).ok();
        List<String> deeds = new ArrayList<>();
        found.path("entries").forEach(entry -> deeds.add(entry.path("deed").asText()));
        return deeds;
    }

    private static Verdict verify(List<String> lines) {
        try {
            String ours = Files.readString(RealServer.seal().publicFile());
            return AuditVerifier.verify(lines.stream(), PublicKeys.of(List.of(ours)), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that are entries: the first ones, some in the middle, the last one. */
    private static List<Integer> entries() {
        List<Integer> all = IntStream.range(0, genuine.size())
                .filter(at -> Json.read(genuine.get(at)).path("type").asText().equals("entry"))
                .boxed()
                .toList();
        return spread(all.size(), 8).mapToObj(all::get).toList();
    }

    /** The first three and the last of so many, and some between: a log is long, and is verified whole each time. */
    private static IntStream spread(int size, int between) {
        int step = Math.max(1, size / between);
        return IntStream.range(0, size).filter(i -> i < 3 || i % step == 0 || i == size - 1);
    }

    private static List<String> changed(int at, Consumer<ObjectNode> change) {
        ObjectNode line = (ObjectNode) Json.read(genuine.get(at));
        change.accept(line);
        List<String> lines = new ArrayList<>(genuine);
        lines.set(at, line.toString());
        return lines;
    }

    private static void spoil(ObjectNode line, String field) {
        JsonNode value = line.path(field);
        switch (field) {
            case "number", "account", "device" -> line.put(field, value.asLong() + 1);
            case "at" ->
                line.put(field, Instant.parse(value.asText()).plusNanos(1).toString());
            case "signature" -> line.put(field, "A" + value.asText().substring(1, 87) + "B");
            default -> line.put(field, value.asText() + "0");
        }
    }

    /** The hashes and signatures of somebody who knows how, and has not the key. */
    private static final class Forgery {

        static String link(String previous, String organization, JsonNode entry) {
            StringBuilder text = new StringBuilder("parley-audit-1");
            field(text, previous);
            field(text, organization);
            for (String name : FIELDS.subList(0, FIELDS.size() - 1)) {
                field(text, value(name, entry));
            }
            return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        }

        static void sign(ObjectNode checkpoint, String organization, KeyPair key) {
            StringBuilder text = new StringBuilder("parley-checkpoint-1");
            field(text, organization);
            for (String name : List.of("number", "hash", "at")) {
                field(text, value(name, checkpoint));
            }
            try {
                Signature signing = Signature.getInstance("Ed25519");
                signing.initSign(key.getPrivate());
                signing.update(text.toString().getBytes(StandardCharsets.UTF_8));
                checkpoint.put("signature", Base64.getEncoder().encodeToString(signing.sign()));
                checkpoint.put("key", sha256(key.getPublic().getEncoded()).substring(0, 16));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        static String pem(PublicKey key) {
            return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(key.getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        }

        private static @Nullable String value(String name, JsonNode of) {
            if (!of.has(name)) {
                return null;
            }
            String text = of.path(name).asText();
            return name.equals("at")
                    ? Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)))
                    : text;
        }

        private static void field(StringBuilder text, @Nullable String value) {
            if (value == null) {
                text.append('-');
            } else {
                int bytes = value.getBytes(StandardCharsets.UTF_8).length;
                text.append(bytes).append(':').append(value).append(',');
            }
        }

        private static String sha256(byte[] content) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
