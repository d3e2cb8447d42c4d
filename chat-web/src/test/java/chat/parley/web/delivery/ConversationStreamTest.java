package chat.parley.web.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.message.Attention;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reached;
import chat.parley.web.delivery.ConversationStream.Joined;
import chat.parley.web.delivery.ConversationStream.Next;
import chat.parley.web.wire.ServerFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConversationStreamTest {

    private static final ConversationId ROOM = new ConversationId(7);
    private static final int LARGE = 3;
    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);
    private static final AccountId CLARA = new AccountId(3);
    private static final ServerFrame ROOM_NOW = new ServerFrame.ConversationSet(new ServerFrame.Conversation(
            7,
            "group",
            "Room",
            null,
            "private",
            "all",
            null,
            null,
            "on",
            "moderators",
            true,
            "everybody",
            null,
            false,
            "member",
            null,
            null,
            null,
            null,
            null,
            1,
            0,
            1,
            0,
            0,
            0,
            null,
            null));

    private final List<AccountId> arrived = new ArrayList<>();
    private final ConversationStream stream = new ConversationStream(ROOM, LARGE, arrived::add);
    private final RecordingLine annas = new RecordingLine();
    private final RecordingLine bens = new RecordingLine();
    private final Connection anna = annas.connection();
    private final Connection ben = bens.connection();

    @Test
    void passes_messages_on_in_the_order_of_their_numbers() {
        listen(anna, ANNA, 0);

        stream.posted(message(1));
        stream.posted(message(2));

        assertThat(numbers(annas)).containsExactly(1L, 2L);
    }

    @Test
    void lets_what_came_early_wait_and_asks_for_the_missing() {
        listen(anna, ANNA, 0);

        assertThat(stream.posted(message(2))).isEqualTo(Next.HEAL);
        assertThat(stream.posted(message(3))).isEqualTo(Next.NOTHING);
        assertThat(numbers(annas)).isEmpty();

        stream.posted(message(1));

        assertThat(numbers(annas)).containsExactly(1L, 2L, 3L);
        assertThat(stream.endHealing()).isEqualTo(Next.NOTHING);
    }

    @Test
    void heals_from_the_log_and_drops_what_comes_again() {
        listen(anna, ANNA, 0);
        stream.posted(message(3));

        stream.healed(read(List.of(message(1), message(2), message(3)), List.of()));
        stream.posted(message(2));

        assertThat(numbers(annas)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void notices_by_the_logs_head_that_the_last_news_never_came() {
        listen(anna, ANNA, 4);

        assertThat(stream.compare(new Position(ROOM, 4, 0))).isEqualTo(Next.NOTHING);
        assertThat(stream.compare(new Position(ROOM, 5, 0))).isEqualTo(Next.HEAL);
        assertThat(stream.compare(new Position(ROOM, 5, 0))).isEqualTo(Next.NOTHING);
    }

    @Test
    void holds_news_back_until_its_client_is_caught_up() {
        stream.join(anna, ANNA);
        stream.posted(message(5));
        stream.posted(message(6));
        stream.posted(message(7));
        assertThat(numbers(annas)).isEmpty();

        stream.release(anna, 1, new Position(ROOM, 6, 0));

        assertThat(numbers(annas)).containsExactly(7L);
    }

    @Test
    void never_skips_what_a_second_listener_knows_from_reading() {
        listen(anna, ANNA, 3);
        listen(ben, BEN, 5);

        LongStream.rangeClosed(4, 6).forEach(seq -> stream.posted(message(seq)));

        assertThat(numbers(annas)).containsExactly(4L, 5L, 6L);
        assertThat(numbers(bens)).containsExactly(6L);
    }

    /** The first who is caught up gives the stream its position; the second had read the log earlier, and lost message 2. */
    @Test
    void loses_nothing_for_whoever_was_caught_up_to_less_than_the_first() {
        stream.join(anna, ANNA);
        stream.join(ben, BEN);
        stream.posted(message(2));
        stream.release(ben, 1, new Position(ROOM, 2, 1));
        stream.posted(message(3));

        assertThat(stream.release(anna, 1, new Position(ROOM, 1, 0))).isEqualTo(Next.HEAL);
        assertThat(stream.beginReading()).isEqualTo(new Position(ROOM, 1, 0));
        stream.posted(message(4));
        stream.healed(read(List.of(message(2), message(3)), List.of(new Change(1, changed(1, 1)))));

        assertThat(stream.endHealing()).isEqualTo(Next.NOTHING);
        assertThat(numbers(annas)).containsExactly(2L, 3L, 4L);
        assertThat(annas.frames())
                .filteredOn(frame -> frame.contains("\"type\":\"changed\""))
                .hasSize(1);
        assertThat(numbers(bens)).containsExactly(3L, 4L);
        assertThat(bens.frames()).noneMatch(frame -> frame.contains("\"type\":\"changed\""));
    }

    /** Clara had read less than Ben, and Anna as little as Clara: what was held for Anna does not follow on message 1. */
    @Test
    void loses_nothing_for_whoever_is_let_go_while_the_log_is_read_again_for_another() {
        Connection clara = new RecordingLine().connection();
        stream.join(anna, ANNA);
        stream.join(ben, BEN);
        stream.join(clara, CLARA);
        stream.release(ben, 1, new Position(ROOM, 2, 0));
        stream.posted(message(3));
        assertThat(stream.release(clara, 1, new Position(ROOM, 1, 0))).isEqualTo(Next.HEAL);
        stream.leave(clara);

        stream.release(anna, 1, new Position(ROOM, 1, 0));
        stream.beginReading();
        stream.healed(read(List.of(message(2), message(3)), List.of()));

        assertThat(stream.endHealing()).isEqualTo(Next.NOTHING);
        assertThat(numbers(annas)).containsExactly(2L, 3L);
    }

    /** The log has moved on since it was read, and the news of it is lost. */
    @Test
    void reads_the_log_again_that_moves_on_while_it_is_read() {
        listen(anna, ANNA, 1);
        assertThat(stream.compare(new Position(ROOM, 2, 0))).isEqualTo(Next.HEAL);
        stream.beginReading();

        assertThat(stream.compare(new Position(ROOM, 3, 0))).isEqualTo(Next.NOTHING);
        stream.healed(read(List.of(message(2)), List.of()));

        assertThat(stream.endHealing()).isEqualTo(Next.HEAL);
    }

    @Test
    void reads_the_log_again_after_it_could_not_be_read() {
        stream.join(anna, ANNA);
        stream.join(ben, BEN);
        stream.release(ben, 1, new Position(ROOM, 2, 0));
        assertThat(stream.release(anna, 1, new Position(ROOM, 1, 0))).isEqualTo(Next.HEAL);

        stream.beginReading();
        stream.readInVain();

        assertThat(stream.endHealing()).isEqualTo(Next.HEAL);
    }

    @Test
    void holds_news_back_again_when_its_client_catches_up_again() {
        listen(anna, ANNA, 0);
        stream.posted(message(1));
        stream.hold(anna);
        stream.posted(message(2));
        stream.posted(message(3));

        stream.release(anna, 1, new Position(ROOM, 2, 0));

        assertThat(numbers(annas)).containsExactly(1L, 3L);
    }

    @Test
    void passes_a_change_on_only_after_the_message_it_changes() {
        listen(anna, ANNA, 0);

        stream.changed(1, changed(1, 1));
        assertThat(annas.frames()).isEmpty();
        stream.posted(message(1));

        assertThat(annas.frames()).hasSize(2);
        assertThat(annas.frames().get(1)).contains("\"type\":\"changed\"", "\"rev\":1");
    }

    @Test
    void passes_changes_on_in_the_order_of_their_numbers_without_gaps() {
        listen(anna, ANNA, 5);

        stream.changed(3, changed(2, 3));
        stream.changed(2, changed(1, 2));
        stream.healed(read(List.of(), List.of(new Change(1, changed(1, 2)), new Change(2, changed(1, 2)))));

        assertThat(annas.frames()).hasSize(3);
        assertThat(stream.position()).isEqualTo(new Position(ROOM, 5, 3));
    }

    @Test
    void shows_no_change_of_a_message_from_before_a_member_may_see() {
        stream.join(anna, ANNA);
        stream.release(anna, 4, new Position(ROOM, 5, 0));

        stream.changed(1, changed(3, 1));
        stream.changed(2, changed(4, 2));

        assertThat(annas.frames()).hasSize(1);
        assertThat(annas.frames().getFirst()).contains("\"seq\":4");
    }

    @Test
    void tells_a_removed_member_of_the_removal_and_of_nothing_after_it() {
        listen(anna, ANNA, 0);
        listen(ben, BEN, 0);

        stream.posted(system(1, "{\"event\":\"removed\",\"account\":2}"));
        stream.posted(message(2));

        assertThat(numbers(annas)).containsExactly(1L, 2L);
        assertThat(bens.frames()).hasSize(2);
        assertThat(bens.frames().get(0)).contains("\"type\":\"message\"");
        assertThat(bens.frames().get(1)).contains("\"type\":\"removed\"", "\"seq\":1");
    }

    @Test
    void tells_a_removed_member_nothing_even_if_the_removal_comes_late() {
        listen(ben, BEN, 0);

        stream.posted(message(2));
        stream.posted(message(3));
        stream.posted(system(1, "{\"event\":\"left\",\"account\":2}"));

        assertThat(numbers(bens)).containsExactly(1L);
    }

    @Test
    void tells_of_a_removal_only_after_its_client_was_caught_up() {
        stream.join(ben, BEN);
        stream.posted(system(2, "{\"event\":\"removed\",\"account\":2}"));
        stream.posted(message(3));
        assertThat(bens.frames()).isEmpty();

        stream.release(ben, 1, new Position(ROOM, 1, 0));

        assertThat(numbers(bens)).containsExactly(2L);
        assertThat(bens.frames().getLast()).contains("\"type\":\"removed\"", "\"seq\":2");
    }

    @Test
    void does_not_end_a_later_membership_by_an_earlier_removal_that_comes_late() {
        listen(anna, ANNA, 0);
        stream.join(ben, BEN);
        stream.release(ben, 3, new Position(ROOM, 3, 0));

        stream.posted(system(1, "{\"event\":\"removed\",\"account\":2}"));
        stream.posted(message(2));
        stream.posted(message(3));
        stream.posted(message(4));

        assertThat(numbers(bens)).containsExactly(4L);
    }

    @Test
    void shows_what_it_is_to_whom_it_tells_its_news() {
        listen(ben, BEN, 0);

        stream.show(ben, 1, ROOM_NOW);

        assertThat(bens.frames()).singleElement().asString().contains("\"type\":\"conversation\"");
    }

    @Test
    void shows_nothing_that_was_read_before_a_removal_after_it() {
        listen(ben, BEN, 0);
        stream.posted(system(1, "{\"event\":\"removed\",\"account\":2}"));

        stream.show(ben, 1, ROOM_NOW);
        stream.join(ben, BEN);
        stream.show(ben, 1, ROOM_NOW);
        stream.release(ben, 2, new Position(ROOM, 2, 0));
        stream.show(ben, 1, ROOM_NOW);

        assertThat(bens.frames()).noneMatch(frame -> frame.contains("\"type\":\"conversation\""));
    }

    @Test
    void says_who_has_joined_in_the_order_of_the_log() {
        listen(anna, ANNA, 0);

        stream.posted(system(2, "{\"event\":\"joined\",\"accounts\":[2]}"));
        assertThat(arrived).isEmpty();
        stream.posted(message(1));

        assertThat(arrived).containsExactly(BEN);
    }

    @Test
    void goes_when_nobody_listens_any_more() {
        listen(anna, ANNA, 0);

        assertThat(stream.leave(anna)).isEqualTo(Next.CLOSE);
        assertThat(stream.closeIfUnheard()).isTrue();
        assertThat(stream.posted(message(1))).isEqualTo(Next.GONE);
        assertThat(stream.join(ben, BEN)).isEqualTo(Joined.GONE);
    }

    @Test
    void stays_for_whoever_came_while_it_was_about_to_go() {
        listen(anna, ANNA, 0);
        stream.leave(anna);
        stream.join(ben, BEN);

        assertThat(stream.closeIfUnheard()).isFalse();
    }

    @Test
    void tells_writing_to_everybody_else() {
        listen(anna, ANNA, 0);
        listen(ben, BEN, 0);

        stream.typed(ANNA, "typing");

        assertThat(annas.frames()).isEmpty();
        assertThat(bens.frames()).containsExactly("typing");
    }

    @Test
    void tells_everything_in_a_large_conversation_only_to_those_who_look_at_it() {
        crowd();
        anna.focus(ROOM);

        stream.posted(message(1));
        stream.posted(message(2));

        assertThat(numbers(annas)).containsExactly(1L, 2L);
        assertThat(bens.frames()).isEmpty();
        assertThat(stream.lagging(anna)).isEmpty();
        assertThat(stream.lagging(ben)).contains(new Position(ROOM, 0, 0));
    }

    @Test
    void says_once_that_a_large_conversation_has_moved_on() {
        crowd();
        anna.focus(ROOM);
        stream.posted(message(1));
        stream.posted(message(2));

        stream.announce();
        stream.announce();

        assertThat(bens.frames()).containsExactly("{\"type\":\"activity\",\"conversation\":7,\"seq\":2,\"rev\":0}");
        assertThat(annas.frames()).hasSize(2);
    }

    @Test
    void says_that_what_was_left_out_speaks_to_somebody_until_they_are_caught_up() {
        crowd();
        anna.focus(ROOM);
        stream.posted(message(1, 0, Format.MARKDOWN, "<@2>"));
        stream.posted(message(2, 0, Format.MARKDOWN, "`<@2>`"));
        stream.posted(message(3, 0, Format.MARKDOWN, "<@channel>"));
        stream.announce();

        stream.hold(ben);
        stream.release(ben, 1, new Position(ROOM, 3, 0));
        ben.focus(null);
        stream.posted(message(4, 0, Format.MARKDOWN, "<@1> <@3>"));
        stream.announce();

        assertThat(bens.frames())
                .containsExactly(
                        "{\"type\":\"activity\",\"conversation\":7,\"seq\":3,\"rev\":0,\"mentions\":2}",
                        "{\"type\":\"activity\",\"conversation\":7,\"seq\":4,\"rev\":0}");
    }

    @Test
    void says_what_speaks_to_the_groups_of_somebody_and_not_what_those_say_whom_they_have_blocked() {
        crowd();
        anna.focus(ROOM);
        ben.attend(new Attention(Set.of(new UserGroupId(3)), Set.of()));
        stream.posted(message(1, 0, Format.MARKDOWN, "<@&3>"));
        stream.posted(message(2, 0, Format.MARKDOWN, "<@&4>"));
        ben.attend(new Attention(Set.of(), Set.of(ANNA)));
        stream.posted(message(3, 0, Format.MARKDOWN, "<@2> <@channel>"));
        stream.announce();

        assertThat(bens.frames())
                .containsExactly("{\"type\":\"activity\",\"conversation\":7,\"seq\":3,\"rev\":0,\"mentions\":1}");
    }

    @Test
    void leaves_nothing_out_for_whoever_is_caught_up_when_looking() {
        crowd();
        stream.posted(message(1));
        stream.posted(message(2));
        ben.focus(ROOM);
        stream.posted(message(3));
        assertThat(numbers(bens)).as("not before it is caught up").isEmpty();

        stream.hold(ben);
        stream.posted(message(4));
        stream.release(ben, 1, new Position(ROOM, 3, 0));
        stream.posted(message(5));

        assertThat(numbers(bens)).containsExactly(4L, 5L);
        assertThat(stream.lagging(ben)).isEmpty();
    }

    @Test
    void leaves_behind_whoever_was_until_it_is_caught_up_even_if_the_crowd_goes() {
        crowd();
        stream.posted(message(1));
        stream.leave(anna);

        stream.posted(message(2));

        assertThat(numbers(bens)).isEmpty();
    }

    @Test
    void tells_at_once_whoever_was_removed_from_a_large_conversation() {
        crowd();
        stream.posted(message(1));

        stream.posted(system(2, "{\"event\":\"removed\",\"account\":2}"));

        assertThat(bens.frames()).containsExactly("{\"type\":\"removed\",\"conversation\":7,\"seq\":2}");
    }

    /** As many listeners as make a conversation large. */
    private void crowd() {
        listen(anna, ANNA, 0);
        listen(ben, BEN, 0);
        listen(new RecordingLine().connection(), new AccountId(3), 0);
    }

    @Test
    void asks_a_listener_to_catch_up_for_whom_too_much_had_to_be_held() {
        stream.join(anna, ANNA);
        stream.join(ben, BEN);
        stream.release(ben, 1, new Position(ROOM, 0, 0));

        LongStream.rangeClosed(1, 2_500).forEach(seq -> stream.posted(message(seq)));

        assertThat(annas.frames()).containsExactly("{\"type\":\"resync\",\"reason\":\"too-slow\"}");
        assertThat(numbers(bens)).hasSize(2_500);
    }

    @Test
    void tells_how_far_members_have_come_those_who_are_shown_it() {
        anna.seeReceipts(true);
        listen(anna, ANNA, 4);
        listen(ben, BEN, 4);

        stream.receipts(List.of(new Reached(BEN, 4, 3)));

        assertThat(annas.frames())
                .containsExactly("{\"type\":\"receipts\",\"conversation\":7,"
                        + "\"positions\":[{\"account\":2,\"delivered\":4,\"read\":3}]}");
        assertThat(bens.frames()).isEmpty();
    }

    @Test
    void lets_a_position_wait_that_is_further_than_its_messages() {
        anna.seeReceipts(true);
        listen(anna, ANNA, 4);

        stream.receipts(List.of(new Reached(BEN, 5, 5)));
        stream.receipts(List.of(new Reached(BEN, 6, 6)));
        stream.posted(message(5));
        assertThat(receipts(annas)).isEmpty();
        stream.posted(message(6));

        assertThat(receipts(annas)).singleElement().asString().contains("\"read\":6");
        assertThat(annas.frames().getLast()).contains("receipts");
    }

    @Test
    void tells_who_has_left_of_no_position_past_their_leaving() {
        ben.seeReceipts(true);
        listen(ben, BEN, 4);

        stream.receipts(List.of(new Reached(ANNA, 6, 6)));
        stream.posted(message(6));
        stream.posted(system(5, "{\"event\":\"left\",\"account\":2}"));

        assertThat(receipts(bens)).isEmpty();
        assertThat(bens.frames().getLast()).contains("removed");
    }

    @Test
    void tells_no_positions_to_whom_is_being_caught_up() {
        anna.seeReceipts(true);
        listen(anna, ANNA, 4);
        stream.hold(anna);

        stream.receipts(List.of(new Reached(BEN, 4, 4)));
        stream.release(anna, 1, new Position(ROOM, 4, 0));

        assertThat(annas.frames()).isEmpty();
    }

    /** Whatever the order in which news comes, and however often, every listener hears each number once and in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void hears_everything_once_and_in_order_whatever_the_bus_does(long seed) {
        Random random = new Random(seed);
        listen(anna, ANNA, 0);
        List<PostedMessage> log = IntStream.rangeClosed(1, 300)
                .mapToObj(ConversationStreamTest::message)
                .toList();
        List<PostedMessage> news = new ArrayList<>(log);
        news.removeIf(_ -> random.nextInt(10) == 0);
        news.addAll(news.subList(0, 50));
        Collections.shuffle(news, random);

        for (PostedMessage message : news) {
            if (stream.posted(message) == Next.HEAL && random.nextBoolean()) {
                heal(log);
            }
        }
        heal(log);

        assertThat(numbers(annas))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
    }

    @Test
    void tells_what_was_destroyed_in_the_order_of_changes() {
        listen(anna, ANNA, 5);

        assertThat(stream.destroyed(2, List.of(new NumberRange(1, 3)))).isEqualTo(Next.HEAL);
        stream.changed(1, changed(4, 1));

        assertThat(stream.position()).isEqualTo(new Position(ROOM, 5, 2));
        assertThat(annas.frames()).hasSize(2);
        assertThat(annas.frames().getLast()).contains("\"type\":\"destroyed\"", "\"rev\":2", "\"numbers\":[[1,3]]");
    }

    @Test
    void tells_nobody_of_what_was_destroyed_before_they_came() {
        stream.join(anna, ANNA);
        stream.release(anna, 4, new Position(ROOM, 5, 0));

        stream.destroyed(1, List.of(new NumberRange(1, 3)));

        assertThat(annas.frames()).isEmpty();
        assertThat(stream.position()).isEqualTo(new Position(ROOM, 5, 1));
    }

    /** Messages 2 and 3 are gone, and with them the changes 1 and 2; the stream does not wait for them for ever. */
    @Test
    void passes_over_what_the_log_no_longer_holds() {
        listen(anna, ANNA, 1);
        stream.posted(message(4));

        Position from = stream.beginReading();
        stream.healed(new Healing(
                from,
                new Position(ROOM, 4, 4),
                List.of(message(4)),
                List.of(new Change(4, changed(4, 4))),
                List.of(new Gap(ROOM, 3, new NumberRange(2, 3))),
                500));

        assertThat(stream.endHealing()).isEqualTo(Next.NOTHING);
        assertThat(stream.position()).isEqualTo(new Position(ROOM, 4, 4));
        assertThat(numbers(annas)).containsExactly(4L);
    }

    /** More than a page is to be read: what is not in the page is still to come, and is not gone. */
    @Test
    void passes_over_nothing_that_may_be_on_the_next_page() {
        listen(anna, ANNA, 1);
        stream.posted(message(6));

        Position from = stream.beginReading();
        stream.healed(
                new Healing(from, new Position(ROOM, 6, 0), List.of(message(2), message(3)), List.of(), List.of(), 2));

        assertThat(stream.position()).isEqualTo(new Position(ROOM, 3, 0));
        assertThat(stream.endHealing()).isEqualTo(Next.HEAL);
    }

    /** The page is full with the gaps of one change, and comes with all of them: only the changes after it are to be read. */
    @Test
    void tells_the_whole_of_a_change_that_a_page_of_gaps_ends_with() {
        listen(anna, ANNA, 5);

        stream.healed(new Healing(
                stream.beginReading(),
                new Position(ROOM, 5, 3),
                List.of(),
                List.of(),
                List.of(new Gap(ROOM, 1, new NumberRange(1, 1)), new Gap(ROOM, 1, new NumberRange(3, 3))),
                1));

        assertThat(stream.position()).isEqualTo(new Position(ROOM, 5, 1));
        assertThat(annas.frames().getLast()).contains("\"rev\":1", "\"numbers\":[[1,1],[3,3]]");
    }

    private Healing read(List<PostedMessage> posted, List<Change> changed) {
        return new Healing(stream.position(), stream.position(), posted, changed, List.of(), 500);
    }

    private void heal(List<PostedMessage> log) {
        long known = stream.position().seq();
        stream.healed(read(log.stream().filter(message -> message.seq() > known).toList(), List.of()));
        stream.endHealing();
    }

    private void listen(Connection connection, AccountId account, long caughtUp) {
        stream.join(connection, account);
        stream.release(connection, 1, new Position(ROOM, caughtUp, 0));
    }

    private static List<Long> numbers(RecordingLine line) {
        return line.frames().stream()
                .filter(frame -> frame.contains("\"type\":\"message\""))
                .map(frame -> Long.valueOf(frame.replaceAll(".*\"seq\":(\\d+).*", "$1")))
                .toList();
    }

    private static List<String> receipts(RecordingLine line) {
        return line.frames().stream()
                .filter(frame -> frame.contains("\"type\":\"receipts\""))
                .toList();
    }

    private static PostedMessage message(long seq) {
        return message(seq, 0, Format.PLAIN, "m" + seq);
    }

    private static PostedMessage changed(long seq, long rev) {
        return message(seq, rev, Format.PLAIN, "changed");
    }

    private static PostedMessage system(long seq, String event) {
        return message(seq, 0, Format.SYSTEM, event);
    }

    private static PostedMessage message(long seq, long rev, Format format, String body) {
        UUID id = new UUID(0, seq);
        return new PostedMessage(ROOM, seq, rev, id, ANNA, Instant.EPOCH, format, body, null, null, null);
    }
}
