package chat.parley.jpa.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class LogWriterTest {

    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);
    private static final Span EVERYTHING = Span.since(1);

    private final Database database;
    private final LogWriter log;
    private final Messages messages;

    LogWriterTest(Database database) {
        this.database = database;
        log = new LogWriter(database);
        messages = new Messages(database);
    }

    @Test
    void numbers_each_conversation_from_one_without_gaps() {
        ConversationId first = conversation();
        ConversationId second = conversation();

        List<Appended> appended = log.append(List.of(
                draft(first, ANNA, "a"), draft(second, ANNA, "b"), draft(first, BEN, "c"), draft(first, ANNA, "d")));

        assertThat(appended).extracting(LogWriterTest::seq).containsExactly(1L, 1L, 2L, 3L);
        assertThat(messages.after(first, EVERYTHING, 0, 10))
                .extracting(PostedMessage::body)
                .containsExactly("a", "c", "d");
    }

    @Test
    void answers_a_resend_with_the_first_number_and_writes_nothing() {
        ConversationId conversation = conversation();
        Draft draft = draft(conversation, ANNA, "once");
        long first = seq(log.append(List.of(draft)).getFirst());

        List<Appended> again = log.append(List.of(draft, draft(conversation, ANNA, "next"), draft));

        assertThat(again.get(0)).isInstanceOf(Appended.Resent.class);
        assertThat(again).extracting(LogWriterTest::seq).containsExactly(first, 2L, first);
        assertThat(messages.after(conversation, EVERYTHING, 0, 10)).hasSize(2);
    }

    @Test
    void writes_a_draft_once_that_is_twice_in_one_batch() {
        ConversationId conversation = conversation();
        Draft draft = draft(conversation, ANNA, "once");

        List<Appended> appended = log.append(List.of(draft, draft));

        assertThat(appended.get(0)).isInstanceOf(Appended.Posted.class);
        assertThat(appended.get(1)).isInstanceOf(Appended.Resent.class);
        assertThat(appended).extracting(LogWriterTest::seq).containsExactly(1L, 1L);
    }

    @Test
    void two_senders_may_use_the_same_client_id() {
        ConversationId conversation = conversation();
        UUID id = UUID.randomUUID();

        List<Appended> appended = log.append(List.of(
                new Draft(conversation, ANNA, id, 0, null, Format.PLAIN, "anna"),
                new Draft(conversation, BEN, id, 0, null, Format.PLAIN, "ben")));

        assertThat(appended).extracting(LogWriterTest::seq).containsExactly(1L, 2L);
    }

    @Test
    void refuses_who_was_let_in_under_older_rules_and_burns_no_number() {
        ConversationId conversation = conversation();
        Draft stale = draft(conversation, ANNA, "stale");
        database.update("update conversation set access_rev = 1 where id = ?", conversation.value());
        Draft fresh = new Draft(conversation, BEN, UUID.randomUUID(), 1, null, Format.PLAIN, "fresh");

        List<Appended> appended = log.append(List.of(stale, fresh));

        assertThat(appended.get(0)).isEqualTo(new Appended.Stale());
        assertThat(seq(appended.get(1))).isEqualTo(1);
    }

    @Test
    void knows_no_conversation_that_is_not_there() {
        assertThat(log.append(List.of(draft(new ConversationId(999_999_999), ANNA, "?"))))
                .containsExactly(new Appended.Missing());
    }

    @Test
    void refuses_an_answer_to_a_message_that_does_not_exist() {
        ConversationId conversation = conversation();
        log.append(List.of(draft(conversation, ANNA, "one")));

        List<Appended> appended = log.append(List.of(reply(conversation, 1L), reply(conversation, 2L)));

        assertThat(seq(appended.get(0))).isEqualTo(2);
        assertThat(appended.get(1)).isEqualTo(new Appended.Orphan());
    }

    @Test
    void a_copy_keeps_what_it_is_a_copy_of() {
        ConversationId conversation = conversation();
        Source source = new Source(conversation(), 7, BEN);
        Draft copy = new Draft(
                conversation,
                ANNA,
                UUID.randomUUID(),
                0,
                null,
                null,
                source,
                null,
                Format.PLAIN,
                "copy",
                Mentioned.NOBODY);

        Appended.Posted posted = (Appended.Posted)
                log.append(List.of(draft(conversation, ANNA, "own"), copy)).get(1);

        assertThat(posted.message().source()).isEqualTo(source);
        assertThat(messages.find(conversation, 2)).contains(posted.message());
        assertThat(messages.find(conversation, 1).orElseThrow().source()).isNull();
    }

    @Test
    void a_reply_in_a_thread_is_a_message_like_others_and_changes_its_root() {
        ConversationId conversation = conversation();
        log.append(List.of(draft(conversation, ANNA, "root"), draft(conversation, ANNA, "other")));

        Appended.Posted first = answered(log.append(List.of(inThread(conversation, BEN, 1))), 0);
        Appended.Posted second = answered(log.append(List.of(inThread(conversation, ANNA, 1))), 0);

        assertThat(first.message().seq()).isEqualTo(3);
        assertThat(first.message().thread()).isEqualTo(1);
        assertThat(change(first).rev()).isEqualTo(1);
        assertThat(change(second).rev()).isEqualTo(2);
        PostedMessage root = change(second).message();
        assertThat(root).isEqualTo(messages.find(conversation, 1).orElseThrow());
        assertThat(thread(root))
                .isEqualTo(new ThreadSummary(2, 4, second.message().at(), List.of(BEN, ANNA)));
        assertThat(messages.changedSince(List.of(new Messages.Position(conversation, 4, 0)), 10))
                .extracting(Messages.Change::rev)
                .containsExactly(1L, 2L);
    }

    @Test
    void replies_of_one_batch_change_each_root_once() {
        ConversationId conversation = conversation();
        log.append(List.of(draft(conversation, ANNA, "one"), draft(conversation, ANNA, "two")));

        List<Appended> appended = log.append(List.of(
                inThread(conversation, BEN, 1),
                inThread(conversation, BEN, 2),
                inThread(conversation, ANNA, 1),
                draft(conversation, ANNA, "beside")));

        assertThat(appended).extracting(LogWriterTest::seq).containsExactly(3L, 4L, 5L, 6L);
        assertThat(answered(appended, 0).answered()).isNull();
        assertThat(List.of(
                        change(answered(appended, 2)).rev(),
                        change(answered(appended, 1)).rev()))
                .containsExactly(1L, 2L);
        assertThat(thread(change(answered(appended, 2)).message()).replies()).isEqualTo(2);
    }

    @Test
    void a_reply_that_is_sent_again_is_counted_once() {
        ConversationId conversation = conversation();
        log.append(List.of(draft(conversation, ANNA, "root")));
        Draft reply = inThread(conversation, BEN, 1);
        log.append(List.of(reply));

        List<Appended> again = log.append(List.of(reply));

        assertThat(again.getFirst()).isInstanceOf(Appended.Resent.class);
        PostedMessage root = messages.find(conversation, 1).orElseThrow();
        assertThat(root.rev()).isEqualTo(1);
        assertThat(thread(root).replies()).isEqualTo(1);
    }

    @Test
    void what_is_no_root_has_no_thread() {
        ConversationId conversation = conversation();
        log.append(List.of(draft(conversation, ANNA, "root")));
        log.append(List.of(inThread(conversation, BEN, 1)));

        List<Appended> appended = log.append(List.of(inThread(conversation, BEN, 2), inThread(conversation, BEN, 9)));

        assertThat(appended).containsExactly(new Appended.Rootless(), new Appended.Rootless());
        assertThat(messages.after(conversation, EVERYTHING, 0, 10)).hasSize(2);
    }

    @Test
    void the_first_five_who_write_in_a_thread_are_shown() {
        ConversationId conversation = conversation();
        log.append(List.of(draft(conversation, ANNA, "root")));
        List<AccountId> writers =
                LongStream.rangeClosed(11, 17).mapToObj(AccountId::new).toList();

        for (AccountId writer : writers.reversed()) {
            log.append(List.of(inThread(conversation, writer, 1), inThread(conversation, writer, 1)));
        }

        ThreadSummary thread = thread(messages.find(conversation, 1).orElseThrow());
        assertThat(thread.replies()).isEqualTo(14);
        assertThat(thread.participants()).isEqualTo(writers.reversed().subList(0, 5));
    }

    @Test
    void takes_nothing_of_a_batch_that_holds_what_cannot_be_stored() {
        ConversationId conversation = conversation();

        assertThatThrownBy(() ->
                        log.append(List.of(draft(conversation, ANNA, "good"), draft(conversation, ANNA, "bad\u0000"))))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.passing()).isFalse());

        assertThat(messages.after(conversation, EVERYTHING, 0, 10)).isEmpty();
    }

    @Test
    void keeps_numbers_whole_while_many_write_and_resend() throws Exception {
        List<ConversationId> conversations =
                IntStream.range(0, 5).mapToObj(_ -> conversation()).toList();
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            AccountId sender = new AccountId(100 + writer);
            writers.add(() -> write(conversations, sender));
        }

        int posted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> written : threads.invokeAll(writers)) {
                posted += written.get();
            }
        }

        int found = 0;
        for (ConversationId conversation : conversations) {
            List<Long> numbers = messages.after(conversation, EVERYTHING, 0, 100_000).stream()
                    .map(PostedMessage::seq)
                    .toList();
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, numbers.size()).boxed().toList());
            found += numbers.size();
        }
        assertThat(found).isEqualTo(posted);
    }

    /** Batches in which every tenth draft is one that was written before; how many were new. */
    private int write(List<ConversationId> conversations, AccountId sender) {
        List<Draft> written = new ArrayList<>();
        int posted = 0;
        for (int batch = 0; batch < 20; batch++) {
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                boolean resend = i % 10 == 9 && !written.isEmpty();
                ThreadLocalRandom random = ThreadLocalRandom.current();
                drafts.add(
                        resend
                                ? written.get(random.nextInt(written.size()))
                                : draft(conversations.get(random.nextInt(conversations.size())), sender, "x"));
            }
            for (Appended appended : log.append(drafts)) {
                posted += appended instanceof Appended.Posted ? 1 : 0;
            }
            written.addAll(drafts);
        }
        return posted;
    }

    private static long seq(Appended appended) {
        return switch (appended) {
            case Appended.Posted posted -> posted.message().seq();
            case Appended.Resent resent -> resent.seq();
            case Appended.Stale _, Appended.Missing _, Appended.Orphan _, Appended.Rootless _ -> -1;
        };
    }

    private static Draft draft(ConversationId conversation, AccountId sender, String body) {
        return new Draft(conversation, sender, UUID.randomUUID(), 0, null, Format.PLAIN, body);
    }

    private static Draft inThread(ConversationId conversation, AccountId sender, long root) {
        return new Draft(
                conversation,
                sender,
                UUID.randomUUID(),
                0,
                null,
                root,
                null,
                null,
                Format.PLAIN,
                "reply",
                Mentioned.NOBODY);
    }

    private static Appended.Posted answered(List<Appended> appended, int place) {
        return (Appended.Posted) appended.get(place);
    }

    private Messages.Change change(Appended.Posted posted) {
        return log.roots(List.of(posted)).getFirst();
    }

    private static ThreadSummary thread(PostedMessage root) {
        return Objects.requireNonNull(Objects.requireNonNull(root.parts()).thread());
    }

    private static Draft reply(ConversationId conversation, @Nullable Long to) {
        return new Draft(conversation, BEN, UUID.randomUUID(), 0, to, Format.PLAIN, "reply");
    }

    private ConversationId conversation() {
        return Rooms.make(database);
    }

    /** A row of the hot table and nothing else: the log needs no more. */
    static final class Rooms {

        private Rooms() {}

        static ConversationId make(Database database) {
            return database.first(
                            "insert into conversation (id) values (nextval('conversation_id')) returning id",
                            row -> new ConversationId(row.getLong(1)))
                    .orElseThrow();
        }
    }
}
