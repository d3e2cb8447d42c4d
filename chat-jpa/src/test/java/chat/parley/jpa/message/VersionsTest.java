package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Versions.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class VersionsTest {

    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-22T13:00:00Z");

    private final LogWriter log;
    private final Changes changes;
    private final Versions versions;
    private final Removals removals;
    private final ConversationId conversation;

    VersionsTest(Database database) {
        log = new LogWriter(database);
        changes = new Changes(database);
        versions = new Versions(database);
        removals = new Removals(database);
        conversation = LogWriterTest.Rooms.make(database);
    }

    @Test
    void what_was_said_before_is_told_from_the_first_with_the_time_it_stood() {
        PostedMessage first = post("one");
        PostedMessage second = changes.edit(first, "two", Mentioned.NOBODY, ANNA, NOON);
        changes.react(second, "👍", BEN, NOON);
        changes.edit(second, "three", Mentioned.NOBODY, ANNA, LATER);

        List<Version> said = versions.of(conversation, first.seq(), -1, 10);

        assertThat(said)
                .containsExactly(
                        new Version(0, Format.PLAIN, "one", first.at(), NOON, ANNA),
                        new Version(2, Format.PLAIN, "two", NOON, LATER, ANNA));
        assertThat(versions.of(conversation, first.seq(), 0, 10))
                .extracting(Version::body)
                .containsExactly("two");
        assertThat(versions.of(conversation, first.seq(), -1, 1))
                .extracting(Version::body)
                .containsExactly("one");
        assertThat(versions.of(conversation, post("other").seq(), -1, 10)).isEmpty();
    }

    @Test
    void a_removal_is_told_to_who_wrote_the_message_in_the_order_of_their_own_numbers() {
        AccountId writer = new AccountId(conversation.value() + 1_000_000);
        Removal without = new Removal(conversation, 1, writer, BEN, NOON, null);
        Removal reasoned = new Removal(conversation, 2, writer, BEN, LATER, "Not here");
        removals.add(without, 4);
        removals.add(reasoned, 7);

        assertThat(removals.since(writer, 0, 10))
                .containsExactly(new Removals.Told(without, 4), new Removals.Told(reasoned, 7));
        assertThat(removals.since(writer, 4, 10)).extracting(Removals.Told::rev).containsExactly(7L);
        assertThat(removals.since(BEN, 0, 10))
                .extracting(told -> told.removal().conversation())
                .doesNotContain(conversation);
        assertThat(removals.of(conversation, 2)).contains(reasoned);
        assertThat(removals.of(conversation, 3)).isEmpty();
    }

    private PostedMessage post(String body) {
        Draft draft = new Draft(conversation, ANNA, UUID.randomUUID(), 0, null, Format.PLAIN, body);
        return ((Appended.Posted) log.append(List.of(draft)).getFirst()).message();
    }
}
