package chat.parley.it.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import chat.parley.it.history.Entry.Shown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static chat.parley.it.history.World.ANNA;
import static chat.parley.it.history.World.BEN;
import static chat.parley.it.history.World.GUS;
import static chat.parley.it.history.World.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

/** Each rule catches what breaks it, in an afternoon of Anna, Ben and Gus that was without fault before. */
class JudgingTest {

    private static final String STRANGE = new UUID(9, 9).toString();
    private static final String OTHER_BODY = BodyHash.of("nobody said this");

    private List<Entry> entries = new ArrayList<>();
    private List<LogRow> rows = new ArrayList<>();

    /** 1 created, 2 hello, 3 ben, 4 lost answer, 5 gus joins, 6 welcome (edited), 7 gus leaves, 8 after him, 9 offline, 10 end. */
    @BeforeEach
    void a_clean_afternoon() {
        World world = new World(ANNA, BEN);
        World.Client anna = world.client("anna", ANNA);
        World.Client ben = world.client("ben", BEN);
        World.Client gus = world.client("gus", GUS);
        anna.connect();
        ben.connect();
        gus.connect();
        anna.send("hello");
        ben.send("hello Anna");
        ben.listen();
        anna.listen();
        anna.sendUnanswered("who is there?");
        anna.listen();
        anna.disconnect();
        ben.edit(3, "hello, Anna!");
        world.join(BEN, GUS);
        gus.listen();
        ben.listen();
        long welcome = ben.send("welcome Gus");
        gus.listen();
        anna.connect();
        anna.resend();
        ben.edit(welcome, "welcome, Gus!");
        gus.listen();
        world.remove(BEN, GUS);
        gus.listen();
        ben.listen();
        ben.disconnect();
        anna.send("he is gone");
        anna.send("Ben too");
        ben.connect();
        ben.page();
        anna.sendRefused("far too long");
        anna.listen();
        anna.resync();
        anna.send("the end");
        anna.finish();
        ben.finish();
        entries = world.entries();
        rows = world.rows();
    }

    @Test
    void a_clean_history_breaks_no_rule() {
        assertThat(judge().violations()).isEmpty();
    }

    @Test
    void an_acknowledged_message_that_is_missing() {
        rows.removeIf(message(10));
        rows.replaceAll(row -> row instanceof LogRow.Head ? new LogRow.Head(ROOM, 1, 9, 2) : row);

        assertThat(broken()).contains(Rule.ACKNOWLEDGED_MISSING, Rule.PHANTOM);
    }

    @Test
    void an_acknowledgement_with_another_number_than_the_log() {
        replace(
                Entry.Acknowledged.class,
                ack -> ack.seq() == 10,
                ack -> new Entry.Acknowledged(ack.by(), ROOM, ack.id(), 11, ack.time()));

        assertThat(broken()).containsExactly(Rule.ACKNOWLEDGED_DIFFERENTLY);
    }

    @Test
    void a_resend_that_is_acknowledged_with_another_number() {
        Entry.Acknowledged first = first(Entry.Acknowledged.class, ack -> ack.seq() == 4);
        entries.add(new Entry.Acknowledged(first.by(), ROOM, first.id(), 8, null));

        assertThat(broken()).containsExactly(Rule.ACKNOWLEDGED_DIFFERENTLY);
    }

    @Test
    void an_acknowledgement_with_another_time_than_the_log() {
        replace(
                Entry.Acknowledged.class,
                ack -> ack.seq() == 10,
                ack -> new Entry.Acknowledged(ack.by(), ROOM, ack.id(), 10, "2026-11-22T09:00:00Z"));

        assertThat(broken()).containsExactly(Rule.ACKNOWLEDGED_DIFFERENTLY);
    }

    @Test
    void a_message_that_was_refused_and_is_there() {
        Entry.Acknowledged end = first(Entry.Acknowledged.class, ack -> ack.seq() == 10);
        entries.replaceAll(
                entry -> entry == end ? new Entry.Refused(end.by(), ROOM, end.id(), "message.empty", true) : entry);

        assertThat(broken()).containsExactly(Rule.REFUSED_BUT_POSTED);
    }

    @Test
    void a_refusal_that_is_not_certain_allows_both() {
        Entry.Acknowledged end = first(Entry.Acknowledged.class, ack -> ack.seq() == 10);
        entries.replaceAll(
                entry -> entry == end ? new Entry.Refused(end.by(), ROOM, end.id(), "database.away", false) : entry);

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_message_that_nobody_sent() {
        String id = first(Entry.Acknowledged.class, ack -> ack.seq() == 10).id();
        entries.removeIf(entry -> entry instanceof Entry.Sent sent && sent.id().equals(id));
        entries.removeIf(
                entry -> entry instanceof Entry.Acknowledged ack && ack.id().equals(id));

        assertThat(broken()).containsExactly(Rule.INVENTED);
    }

    @Test
    void a_message_that_exists_twice() {
        LogRow.Message end = row(10);
        rows.add(new LogRow.Message(ROOM, 11, end.id(), end.sender(), end.at(), 0, end.body(), null));
        head(11, 2);
        show(11, shown -> new Shown(11, end.id(), 0, end.sender(), end.body()));

        assertThat(broken()).contains(Rule.TWICE_IN_LOG, Rule.TWICE_AFTER_DEDUPLICATION);
    }

    @Test
    void a_gap_in_the_numbers_of_the_log() {
        rows.removeIf(message(4));

        assertThat(broken()).contains(Rule.LOG_GAP);
    }

    @Test
    void a_log_that_ends_before_its_head() {
        head(11, 2);

        assertThat(broken()).containsExactly(Rule.LOG_GAP);
    }

    @Test
    void a_gap_in_the_changes_of_the_log() {
        rows.removeIf(row -> row instanceof LogRow.Change change && change.rev() == 1);

        assertThat(broken()).contains(Rule.CHANGE_GAP, Rule.CHANGE_MISSING);
    }

    @Test
    void a_change_list_that_ends_before_its_head() {
        head(10, 3);

        assertThat(broken()).containsExactly(Rule.CHANGE_GAP);
    }

    @Test
    void a_message_that_says_another_last_change_than_the_list() {
        rows.add(new LogRow.Change(ROOM, 3, 2));
        head(10, 3);

        assertThat(broken()).contains(Rule.CHANGE_UNFOUNDED);
    }

    @Test
    void a_change_of_a_message_that_does_not_exist() {
        rows.add(new LogRow.Change(ROOM, 3, 99));
        head(10, 3);

        assertThat(broken()).contains(Rule.CHANGE_UNFOUNDED);
    }

    @Test
    void a_membership_that_no_message_begins() {
        rows.add(new LogRow.Membership(ROOM, 77, 2, 2, null));

        assertThat(broken()).containsExactly(Rule.SPAN_UNFOUNDED);
    }

    @Test
    void a_membership_that_no_message_ends() {
        rows.add(new LogRow.Membership(ROOM, ANNA, 1, 1, 6L));

        assertThat(broken()).containsExactly(Rule.SPAN_UNFOUNDED);
    }

    @Test
    void an_acknowledged_change_that_is_missing() {
        entries.add(new Entry.ChangeAcknowledged(by("ben", BEN), ROOM, 3, 3, OTHER_BODY));

        assertThat(broken()).containsExactly(Rule.CHANGE_MISSING);
    }

    @Test
    void a_message_that_is_shown_and_does_not_exist() {
        show(11, _ -> new Shown(11, STRANGE, 0, ANNA, OTHER_BODY));

        assertThat(broken()).containsExactly(Rule.PHANTOM);
    }

    @Test
    void a_position_after_the_end_of_the_log() {
        Entry.CaughtUp caughtUp = last(Entry.CaughtUp.class);
        entries.set(
                entries.indexOf(caughtUp),
                new Entry.CaughtUp(caughtUp.by(), ROOM, 12, 2, caughtUp.messages(), false, false));

        assertThat(broken()).contains(Rule.PHANTOM);
    }

    @Test
    void a_change_that_is_shown_and_does_not_exist() {
        Entry.Changed changed = last(Entry.Changed.class);
        entries.set(entries.indexOf(changed), new Entry.Changed(changed.by(), ROOM, 3, changed.message()));

        assertThat(broken()).contains(Rule.PHANTOM);
    }

    @Test
    void two_readers_with_different_messages_under_one_number() {
        replaceShown("ben", 10, shown -> new Shown(10, STRANGE, 0, ANNA, shown.body()));

        assertThat(broken()).contains(Rule.READERS_DISAGREE);
    }

    @Test
    void two_readers_with_another_order_of_the_same_messages() {
        LogRow.Message third = row(3);
        LogRow.Message second = row(2);
        replaceShown("ben", 2, _ -> new Shown(2, third.id(), 0, third.sender(), third.body()));
        replaceShown("ben", 3, _ -> new Shown(3, second.id(), 0, second.sender(), second.body()));

        assertThat(broken()).contains(Rule.READERS_DISAGREE);
    }

    @Test
    void a_body_that_the_sender_did_not_send() {
        replace(
                Entry.Sent.class,
                sent -> sent.id().equals(row(2).id()),
                sent -> new Entry.Sent(sent.by(), ROOM, sent.id(), OTHER_BODY));

        assertThat(broken()).containsExactly(Rule.BODY_DIFFERS);
    }

    @Test
    void a_body_that_the_message_never_had() {
        replaceShown("ben", 2, shown -> new Shown(2, shown.id(), 0, shown.sender(), OTHER_BODY));

        assertThat(broken()).containsExactly(Rule.BODY_DIFFERS);
    }

    @Test
    void a_body_of_another_time_than_its_change_says() {
        replaceShown("gus", 6, shown -> new Shown(6, shown.id(), 2, shown.sender(), shown.body()));

        assertThat(broken()).contains(Rule.BODY_DIFFERS);
    }

    @Test
    void an_edit_that_wrote_something_else() {
        replace(
                Entry.ChangeAcknowledged.class,
                ack -> ack.rev() == 1,
                ack -> new Entry.ChangeAcknowledged(ack.by(), ROOM, ack.seq(), 1, OTHER_BODY));

        assertThat(broken()).containsExactly(Rule.BODY_DIFFERS);
    }

    @Test
    void a_message_from_before_joining() {
        LogRow.Message second = row(2);
        entries.add(new Entry.Page(
                by("gus", GUS), ROOM, 0, false, List.of(new Shown(2, second.id(), 0, second.sender(), second.body()))));

        assertThat(broken()).containsExactly(Rule.OUTSIDE_SPAN);
    }

    @Test
    void a_message_from_after_leaving() {
        LogRow.Message eighth = row(8);
        entries.add(new Entry.Delivered(
                by("gus", GUS), ROOM, new Shown(8, eighth.id(), 0, eighth.sender(), eighth.body())));

        assertThat(broken()).contains(Rule.OUTSIDE_SPAN, Rule.AFTER_REMOVAL);
    }

    @Test
    void a_change_after_removal() {
        Entry.Changed changed = first(Entry.Changed.class, c -> c.by().client().equals("gus"));
        entries.remove(changed);
        entries.add(changed);

        assertThat(broken()).containsExactly(Rule.AFTER_REMOVAL);
    }

    @Test
    void a_message_twice_on_one_connection() {
        Entry.Delivered delivered = delivered("ben", 3);
        entries.add(entries.indexOf(delivered) + 1, delivered);

        assertThat(broken()).containsExactly(Rule.REPEATED);
    }

    @Test
    void a_message_twice_over_two_connections_is_right() {
        Entry.Hello again = last(Entry.Hello.class);
        assertThat(again.by().client()).isEqualTo("ben");
        Entry.Position earlier = new Entry.Position(6, 1);
        entries.set(entries.indexOf(again), new Entry.Hello(again.by(), Map.of(ROOM, earlier)));
        Entry.CaughtUp answer = last(Entry.CaughtUp.class, c -> c.by().client().equals("ben"));
        List<Shown> more = new ArrayList<>(List.of(shown(6), shown(7)));
        more.addAll(answer.messages());
        entries.set(
                entries.indexOf(answer), new Entry.CaughtUp(answer.by(), ROOM, answer.seq(), 2, more, false, false));

        assertThat(broken()).isEmpty();
    }

    @Test
    void messages_out_of_order_on_one_connection() {
        Entry.Delivered second = delivered("ben", 2);
        Entry.Delivered third = delivered("ben", 3);
        int place = entries.indexOf(second);
        entries.set(entries.indexOf(third), second);
        entries.set(place, third);

        assertThat(broken()).contains(Rule.OUT_OF_ORDER);
    }

    @Test
    void an_answer_out_of_order() {
        Entry.Page page = last(Entry.Page.class);
        entries.set(
                entries.indexOf(page),
                new Entry.Page(
                        page.by(), ROOM, page.asked(), false, page.messages().reversed()));

        assertThat(broken()).containsExactly(Rule.OUT_OF_ORDER);
    }

    @Test
    void a_gap_on_one_connection() {
        entries.remove(delivered("ben", 3));

        assertThat(broken()).containsExactly(Rule.GAP);
    }

    @Test
    void a_gap_in_catching_up() {
        Entry.CaughtUp answer = last(Entry.CaughtUp.class, c -> c.by().client().equals("ben"));
        assertThat(answer.messages()).extracting(Shown::seq).contains(8L, 9L);
        entries.set(
                entries.indexOf(answer),
                new Entry.CaughtUp(
                        answer.by(), ROOM, answer.seq(), answer.rev(), without(answer.messages(), 8), false, false));

        assertThat(broken()).containsExactly(Rule.GAP);
    }

    @Test
    void a_gap_at_the_end_of_catching_up() {
        Entry.CaughtUp answer = last(Entry.CaughtUp.class, c -> c.by().client().equals("ben"));
        entries.set(
                entries.indexOf(answer),
                new Entry.CaughtUp(
                        answer.by(), ROOM, answer.seq(), answer.rev(), without(answer.messages(), 9), false, false));

        assertThat(broken()).containsExactly(Rule.GAP);
    }

    @Test
    void a_gap_in_a_page() {
        Entry.Page page = last(Entry.Page.class);
        entries.set(
                entries.indexOf(page),
                new Entry.Page(page.by(), ROOM, page.asked(), true, without(page.messages(), 4)));

        assertThat(broken()).containsExactly(Rule.GAP);
    }

    @Test
    void a_message_before_the_client_knows_the_conversation() {
        entries.removeIf(entry -> entry instanceof Entry.Joined);

        assertThat(broken()).contains(Rule.GAP);
    }

    @Test
    void a_message_under_two_numbers() {
        LogRow.Message second = row(2);
        replaceShown("ben", 3, _ -> new Shown(3, second.id(), 0, second.sender(), second.body()));

        assertThat(broken()).contains(Rule.TWICE_AFTER_DEDUPLICATION);
    }

    @Test
    void a_change_twice_on_one_connection() {
        Entry.Changed changed = last(Entry.Changed.class, c -> c.by().client().equals("ben"));
        entries.add(entries.indexOf(changed) + 1, changed);

        assertThat(broken()).containsExactly(Rule.CHANGE_OUT_OF_ORDER);
    }

    @Test
    void a_change_that_was_left_out() {
        entries.remove(first(Entry.Changed.class, c -> c.by().client().equals("ben") && c.rev() == 1));

        assertThat(broken()).contains(Rule.CHANGE_OUT_OF_ORDER);
    }

    @Test
    void a_checkpoint_that_was_never_reached() {
        Entry.Hello again = last(Entry.Hello.class);
        entries.set(entries.indexOf(again), new Entry.Hello(again.by(), Map.of(ROOM, new Entry.Position(9, 2))));

        assertThat(broken()).contains(Rule.CHECKPOINT_UNFOUNDED);
    }

    @Test
    void a_client_that_finished_without_the_last_message() {
        entries.remove(delivered("ben", 10));

        assertThat(broken()).containsExactly(Rule.INCOMPLETE);
    }

    @Test
    void a_client_that_finished_without_a_conversation_of_its_own() {
        entries.removeIf(entry -> entry.by().client().equals("ben") && !(entry instanceof Entry.Finished));

        assertThat(broken()).contains(Rule.INCOMPLETE);
    }

    @Test
    void a_live_change_with_the_message_as_it_was_before() {
        replace(
                Entry.Changed.class,
                changed -> changed.rev() == 2,
                changed -> new Entry.Changed(
                        changed.by(),
                        ROOM,
                        2,
                        new Shown(6, changed.message().id(), 0, BEN, BodyHash.of("welcome Gus"))));

        assertThat(broken()).containsExactly(Rule.STALE_SNAPSHOT);
    }

    @Test
    void a_catching_up_that_leaves_out_a_change() {
        Entry.CaughtUp answer =
                first(Entry.CaughtUp.class, c -> c.by().client().equals("anna") && c.by().connection() == 2);
        assertThat(answer.messages()).extracting(Shown::seq).contains(3L);
        entries.set(
                entries.indexOf(answer),
                new Entry.CaughtUp(
                        answer.by(), ROOM, answer.seq(), answer.rev(), without(answer.messages(), 3), false, false));

        assertThat(broken()).containsExactly(Rule.STALE_SNAPSHOT);
    }

    @Test
    void a_page_without_a_message_that_was_acknowledged_before() {
        Entry.Page page = last(Entry.Page.class);
        entries.set(
                entries.indexOf(page),
                new Entry.Page(page.by(), ROOM, page.asked(), true, without(page.messages(), 9)));

        assertThat(broken()).containsExactly(Rule.STALE_READ);
    }

    @Test
    void a_page_without_a_change_that_was_acknowledged_before() {
        Entry.Page page = last(Entry.Page.class);
        List<Shown> old = page.messages().stream()
                .map(shown -> shown.seq() == 3 ? new Shown(3, shown.id(), 0, BEN, BodyHash.of("hello Anna")) : shown)
                .toList();
        entries.set(entries.indexOf(page), new Entry.Page(page.by(), ROOM, page.asked(), true, old));

        assertThat(broken()).containsExactly(Rule.STALE_READ);
    }

    private Verdict judge() {
        return Judging.judge(FinalLog.of(rows), entries);
    }

    private Iterable<Rule> broken() {
        return judge().counts().keySet();
    }

    private static Entry.By by(String client, long account) {
        return new Entry.By(client, account, 1, 9_999);
    }

    private static Predicate<LogRow> message(long seq) {
        return row -> row instanceof LogRow.Message message && message.seq() == seq;
    }

    private LogRow.Message row(long seq) {
        return (LogRow.Message) rows.stream().filter(message(seq)).findFirst().orElseThrow();
    }

    private Shown shown(long seq) {
        LogRow.Message row = row(seq);
        return new Shown(seq, row.id(), row.rev(), row.sender(), row.body());
    }

    private void head(long lastSeq, long lastRev) {
        rows.replaceAll(row -> row instanceof LogRow.Head ? new LogRow.Head(ROOM, 1, lastSeq, lastRev) : row);
    }

    private static List<Shown> without(List<Shown> messages, long seq) {
        return messages.stream().filter(shown -> shown.seq() != seq).toList();
    }

    private Entry.Delivered delivered(String client, long seq) {
        return first(
                Entry.Delivered.class,
                entry -> entry.by().client().equals(client) && entry.message().seq() == seq);
    }

    /** Shows Ben a message live, after all the others. */
    private void show(long seq, UnaryOperator<Shown> make) {
        int end = entries.indexOf(last(Entry.Finished.class));
        Entry.By by = entries.get(end).by();
        entries.add(end, new Entry.Delivered(by, ROOM, make.apply(new Shown(seq, STRANGE, 0, ANNA, OTHER_BODY))));
    }

    private void replaceShown(String client, long seq, UnaryOperator<Shown> change) {
        Entry.Delivered old = delivered(client, seq);
        entries.set(entries.indexOf(old), new Entry.Delivered(old.by(), ROOM, change.apply(old.message())));
    }

    private <E extends Entry> void replace(Class<E> type, Predicate<E> which, UnaryOperator<E> change) {
        entries.replaceAll(entry ->
                type.isInstance(entry) && which.test(type.cast(entry)) ? change.apply(type.cast(entry)) : entry);
    }

    private <E extends Entry> E first(Class<E> type, Predicate<E> which) {
        return entries.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private <E extends Entry> E last(Class<E> type) {
        return last(type, _ -> true);
    }

    private <E extends Entry> E last(Class<E> type, Predicate<E> which) {
        return entries.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
