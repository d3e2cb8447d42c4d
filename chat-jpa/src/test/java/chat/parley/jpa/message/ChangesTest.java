package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.Messages.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class ChangesTest {

    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Database database;
    private final LogWriter log;
    private final Messages messages;
    private final Changes changes;
    private final Reactions reactions;
    private final Pins pins;
    private final ConversationId conversation;

    ChangesTest(Database database) {
        this.database = database;
        log = new LogWriter(database);
        messages = new Messages(database);
        changes = new Changes(database);
        reactions = new Reactions(database);
        pins = new Pins(database);
        conversation = LogWriterTest.Rooms.make(database);
    }

    @Test
    void an_edit_takes_the_next_number_and_keeps_what_was_said() {
        PostedMessage first = post("first");
        PostedMessage second = post("second");

        PostedMessage edited = changes.edit(first, "better", ANNA, NOON);
        PostedMessage editedAgain = changes.edit(second, "best", ANNA, NOON);

        assertThat(edited.rev()).isEqualTo(1);
        assertThat(edited.body()).isEqualTo("better");
        assertThat(edited.editedAt()).isEqualTo(NOON);
        assertThat(editedAgain.rev()).isEqualTo(2);
        assertThat(versions(first.seq())).containsExactly("first");
    }

    @Test
    void a_deleted_message_keeps_its_number_and_loses_its_body_but_not_the_record() {
        PostedMessage message = post("secret");
        changes.edit(message, "less secret", ANNA, NOON);

        PostedMessage deleted = changes.delete(message, ANNA, NOON);

        assertThat(deleted.seq()).isEqualTo(message.seq());
        assertThat(deleted.body()).isEmpty();
        assertThat(deleted.deletedAt()).isEqualTo(NOON);
        assertThat(versions(message.seq())).containsExactly("secret", "less secret");
    }

    @Test
    void tells_every_change_with_what_the_message_is_now() {
        PostedMessage message = post("one");
        changes.edit(message, "two", ANNA, NOON);
        changes.edit(message, "three", ANNA, NOON);

        List<Change> since = messages.changedSince(List.of(new Position(conversation, 1, 0)), 10);

        assertThat(since).extracting(Change::rev).containsExactly(1L, 2L);
        assertThat(since).extracting(change -> change.message().body()).containsExactly("three", "three");
    }

    @Test
    void a_reaction_takes_the_next_number_and_leaves_what_was_said() {
        PostedMessage message = post("lunch?");

        PostedMessage annas = changes.react(message, "👍", ANNA, NOON);
        PostedMessage bens = changes.react(message, "👍", BEN, NOON);
        PostedMessage bensOther = changes.react(message, "🎉", BEN, NOON);

        assertThat(List.of(annas.rev(), bens.rev(), bensOther.rev())).containsExactly(1L, 2L, 3L);
        assertThat(bensOther.body()).isEqualTo("lunch?");
        assertThat(bensOther.parts())
                .isEqualTo(new MessageParts(
                        List.of(new Reaction("👍", List.of(ANNA, BEN), 2), new Reaction("🎉", List.of(BEN), 1)),
                        null,
                        null));
        assertThat(versions(message.seq())).isEmpty();
    }

    @Test
    void a_reaction_that_is_taken_back_leaves_nothing() {
        PostedMessage message = post("lunch?");
        changes.react(message, "👍", ANNA, NOON);

        PostedMessage now = changes.takeBack(message, "👍", ANNA, NOON);

        assertThat(now.rev()).isEqualTo(2);
        assertThat(now.parts()).isNull();
    }

    @Test
    void whatever_reads_a_message_reads_what_hangs_on_it() {
        PostedMessage first = post("first");
        post("second");
        PostedMessage reacted = changes.react(first, "👍", BEN, NOON);
        PostedMessage edited = changes.edit(first, "first, better", ANNA, NOON);

        assertThat(edited.parts()).isEqualTo(reacted.parts());
        assertThat(messages.find(conversation, 1)).contains(edited);
        assertThat(messages.before(conversation, Span.since(1), Long.MAX_VALUE, 10))
                .contains(edited);
        assertThat(messages.after(conversation, Span.since(1), 0, 10)).contains(edited);
        assertThat(messages.postedSince(List.of(new Position(conversation, 0, 0)), 10))
                .contains(edited);
        assertThat(messages.changedSince(List.of(new Position(conversation, 2, 0)), 10))
                .containsExactly(new Change(1, edited), new Change(2, edited));
    }

    @Test
    void of_many_who_react_the_first_are_named_and_all_are_counted() {
        PostedMessage message = post("who is in?");
        List<AccountId> all =
                LongStream.rangeClosed(100, 129).mapToObj(AccountId::new).toList();

        PostedMessage now = message;
        for (AccountId account : all.reversed()) {
            now = changes.react(message, "🙋", account, NOON);
        }

        assertThat(now.parts())
                .isEqualTo(new MessageParts(
                        List.of(new Reaction("🙋", all.reversed().subList(0, 20), 30)), null, null));
        assertThat(reactions.reactors(conversation, message.seq(), "🙋", 20, 100))
                .extracting(Reactions.Reactor::account)
                .containsExactlyElementsOf(all.reversed().subList(20, 30));
    }

    @Test
    void a_deleted_message_loses_its_reactions_and_its_pin() {
        PostedMessage message = post("secret");
        changes.react(message, "👍", BEN, NOON);
        changes.pin(message, BEN, NOON);

        assertThat(changes.delete(message, ANNA, NOON).parts()).isNull();
        assertThat(reactions.of(BEN, conversation, message.seq())).isEmpty();
        assertThat(pins.count(conversation)).isZero();
    }

    @Test
    void pins_are_listed_as_they_are_now_what_was_pinned_last_first() {
        PostedMessage first = post("first");
        PostedMessage second = post("second");
        PostedMessage third = post("third");
        changes.pin(second, ANNA, NOON);
        changes.pin(third, ANNA, NOON);
        PostedMessage pinned = changes.pin(first, BEN, NOON);
        changes.unpin(third, BEN, NOON);

        assertThat(pinned.parts()).isEqualTo(new MessageParts(List.of(), new Pin(BEN, NOON), null));
        assertThat(bodies(pins.of(conversation, Span.since(1)))).containsExactly("first", "second");
        assertThat(pins.of(conversation, new Span(1, 1))).containsExactly(pinned);
        assertThat(pins.count(conversation)).isEqualTo(2);
    }

    @Test
    void reads_pages_in_ascending_order_within_what_may_be_seen() {
        for (int i = 1; i <= 10; i++) {
            post("m" + i);
        }

        assertThat(bodies(messages.before(conversation, Span.since(1), Long.MAX_VALUE, 3)))
                .containsExactly("m8", "m9", "m10");
        assertThat(bodies(messages.before(conversation, new Span(4, 6), 100, 10)))
                .containsExactly("m4", "m5", "m6");
        assertThat(bodies(messages.after(conversation, new Span(4, 6), 1, 2))).containsExactly("m4", "m5");
    }

    private PostedMessage post(String body) {
        Draft draft = new Draft(conversation, ANNA, UUID.randomUUID(), 0, null, Format.PLAIN, body);
        return ((Appended.Posted) log.append(List.of(draft)).getFirst()).message();
    }

    private static List<String> bodies(List<PostedMessage> page) {
        return page.stream().map(PostedMessage::body).toList();
    }

    private List<String> versions(long seq) {
        return database.query(
                "select body from message_version where conversation_id = ? and seq = ? order by rev",
                row -> row.getString(1),
                conversation.value(),
                seq);
    }
}
