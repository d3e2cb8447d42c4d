package chat.parley.ejb.person;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.person.OwnData;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class ExportingOwnDataTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Company company;
    private final ExportingOwnData exporting = new ExportingOwnData();
    private final Actor anna;
    private final Actor ben;

    ExportingOwnDataTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        exporting.data = new OwnData(company.database);
        exporting.clock = company.clock;
        anna = company.hire("anna");
        ben = company.hire("ben");
    }

    @Test
    void one_has_ones_own_words_with_what_they_were_before_wherever_one_was() {
        ConversationId left = company.group(anna, ben);
        company.say(ben, left, "before I went");
        company.leave(ben, left);
        ConversationId here = company.group(anna, ben);
        company.say(ben, here, "first");
        company.done(() -> new Changes(company.database)
                .edit(
                        new Messages(company.database).find(here, 2).orElseThrow(),
                        "second",
                        Mentioned.NOBODY,
                        ben.account(),
                        company.clock.instant()));

        List<JsonNode> messages = export(ben).getOrDefault("messages.jsonl", List.of());

        assertThat(messages)
                .extracting(message -> message.path("body").asText())
                .containsExactly("before I went", "second");
        assertThat(messages.get(1).path("versions").path(0).path("body").asText())
                .isEqualTo("first");
    }

    @Test
    void of_others_there_are_names_and_no_words() {
        ConversationId direct = company.direct(anna, ben);
        company.say(anna, direct, "annas own words");
        company.say(ben, direct, "mine");

        Map<String, List<JsonNode>> all = export(ben);

        assertThat(all.toString()).contains("mine").doesNotContain("annas own words");
        assertThat(all.get("people.jsonl"))
                .singleElement()
                .satisfies(person ->
                        assertThat(person.path("display_name").asText()).isEqualTo("anna"));
    }

    @Test
    void every_section_can_be_read_and_the_account_has_no_password() {
        company.invite(anna, company.group(anna), Role.MEMBER, ben);
        company.database.update(
                "update account set password_hash = 'secret-hash' where id = ?",
                ben.account().value());

        Map<String, List<JsonNode>> all = export(ben);

        assertThat(all).hasSize(exporting.data.sections().size() + 2).containsKeys("about.json", "messages.jsonl");
        assertThat(all.get("account.jsonl"))
                .singleElement()
                .satisfies(
                        account -> assertThat(account.path("username").asText()).isEqualTo("ben" + ben.account()));
        assertThat(all.get("memberships.jsonl")).hasSize(1);
        assertThat(all.toString()).doesNotContain("secret-hash");
    }

    @Test
    void more_than_a_page_is_whole_and_in_order() {
        ConversationId group = company.group(ben);
        company.database.update("""
                insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                select ?, n, ?, gen_random_uuid(), now(), 'PLAIN', 'number ' || n from generate_series(2, 1002) n
                """, group.value(), ben.account().value());

        List<JsonNode> messages = export(ben).getOrDefault("messages.jsonl", List.of());

        assertThat(messages)
                .hasSize(1001)
                .isSortedAccordingTo((one, other) ->
                        Long.compare(one.path("seq").asLong(), other.path("seq").asLong()));
    }

    private Map<String, List<JsonNode>> export(Actor actor) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        exporting.write(actor, target);
        Map<String, List<JsonNode>> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(target.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                files.put(
                        entry.getName(),
                        text.lines().map(ExportingOwnDataTest::json).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
