package chat.parley.ejb.message;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.RecordingLiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.LogWriter;
import chat.parley.jpa.message.ScheduledMessage;
import chat.parley.jpa.message.ScheduledMessage.State;
import chat.parley.jpa.message.ScheduledMessages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Posting what was scheduled, on a real database, with nodes that die. */
@ExtendWith(RealDatabase.class)
class SendingScheduledTest {

    private static final DeviceId PHONE = new DeviceId(7);

    private final Database database;
    private final TestTransactions transactions;
    private final RecordingLiveFeed feed = new RecordingLiveFeed();
    private final MovableClock clock = MovableClock.atNoon();
    private final ScheduledMessages scheduled;
    private final Log log;
    private final SendingScheduled sending = new SendingScheduled();
    private final AccountId anna;
    private final ConversationId group;

    SendingScheduledTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        this.transactions = transactions;
        Town town = new Town(database, sequences, transactions);
        anna = town.person("anna");
        group = town.group(HistoryVisibility.ALL, anna);
        scheduled = new ScheduledMessages(database);
        log = new Log(database, accessRev());
        sending.scheduled = scheduled;
        sending.posting = log;
        sending.numbers = new OwnNumbers() {
            @Override
            public long next(AccountId account) {
                return town.states.next(account).values().iterator().next();
            }
        };
        sending.feed = feed;
        sending.clock = clock;
    }

    private long accessRev() {
        return database.first("select access_rev from conversation where id = ?", row -> row.getLong(1), group.value())
                .orElseThrow();
    }

    /** The real log behind a door that can be shut, on a node that can die when it has posted. */
    private static final class Log extends Posting {
        private final LogWriter writer;
        private final long accessRev;
        private @Nullable RuntimeException fault;
        private boolean dies;

        Log(Database database, long accessRev) {
            writer = new LogWriter(database);
            this.accessRev = accessRev;
        }

        @Override
        public Receipt post(Actor actor, PostMessage wish) {
            if (fault != null) {
                throw fault;
            }
            Draft draft = new Draft(
                    wish.conversation(), actor.account(), wish.id(), accessRev, null, wish.format(), wish.body());
            Appended appended = elsewhere(draft);
            if (dies) {
                throw new Error("the node is gone");
            }
            return switch (appended) {
                case Appended.Posted posted ->
                    new Receipt(posted.message().seq(), posted.message().at(), false);
                case Appended.Resent(long seq, var at) -> new Receipt(seq, at, true);
                default -> throw new IllegalStateException(appended.toString());
            };
        }

        /** The log commits on a thread of its own, whatever becomes of the one who waits. */
        private Appended elsewhere(Draft draft) {
            Appended[] appended = new Appended[1];
            try {
                Thread.ofVirtual()
                        .start(() -> appended[0] = writer.append(List.of(draft)).getFirst())
                        .join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return appended[0];
        }
    }

    @BeforeEach
    void nothing_else_is_due() {
        database.update("delete from scheduled_message");
    }

    @Test
    void a_message_is_posted_when_its_time_has_come_and_the_writer_is_told() {
        UUID id = schedule("good morning", Duration.ofMinutes(5));

        assertThat(sendNext()).isFalse();
        clock.pass(Duration.ofMinutes(5));
        assertThat(sendNext()).isTrue();
        assertThat(sendNext()).isFalse();

        assertThat(posted(id)).containsExactly("good morning");
        assertThat(state(id)).isEqualTo(State.SENT);
        assertThat(feed.news()).singleElement().isInstanceOfSatisfying(ChatEvent.MessageScheduled.class, told -> {
            assertThat(told.account()).isEqualTo(anna);
            assertThat(told.message().state()).isEqualTo(State.SENT);
            assertThat(told.message().body()).isEmpty();
        });
    }

    @Test
    void a_node_that_dies_between_posting_and_noting_so_leaves_one_message() {
        UUID id = schedule("only once", Duration.ZERO);
        log.dies = true;

        assertThatThrownBy(this::sendNext).hasMessage("the node is gone");
        assertThat(posted(id)).containsExactly("only once");
        assertThat(state(id)).isEqualTo(State.WAITING);

        log.dies = false;
        assertThat(sendNext()).isTrue();
        assertThat(posted(id)).containsExactly("only once");
        assertThat(state(id)).isEqualTo(State.SENT);
    }

    @Test
    void two_nodes_post_each_message_once() throws Exception {
        List<UUID> ids = IntStream.range(0, 20)
                .mapToObj(i -> schedule("number " + i, Duration.ZERO))
                .toList();
        Runnable node = () -> {
            while (sendNext()) {}
        };

        List<Thread> nodes =
                List.of(Thread.ofVirtual().start(node), Thread.ofVirtual().start(node));
        for (Thread each : nodes) {
            each.join();
        }

        assertThat(ids).allSatisfy(id -> {
            assertThat(posted(id)).hasSize(1);
            assertThat(state(id)).isEqualTo(State.SENT);
        });
    }

    @Test
    void whoever_may_not_post_any_more_is_told_why_and_keeps_the_words() {
        UUID id = schedule("no longer", Duration.ZERO);
        log.fault = new Denied("conversation.not-member", "You are not a member.");

        assertThat(sendNext()).isTrue();
        assertThat(sendNext()).isFalse();

        ScheduledMessage refused = scheduled.find(anna, id).orElseThrow();
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.problem()).isEqualTo("conversation.not-member");
        assertThat(refused.body()).isEqualTo("no longer");
        assertThat(feed.news()).hasSize(1);
    }

    @Test
    void a_busy_server_tries_again_in_a_moment() {
        UUID id = schedule("patience", Duration.ZERO);
        log.fault = new Unavailable("server.busy", "Too much waits.");

        assertThat(sendNext()).isTrue();
        assertThat(sendNext()).isFalse();
        assertThat(feed.news()).isEmpty();

        log.fault = null;
        clock.pass(Duration.ofSeconds(5));
        assertThat(sendNext()).isTrue();
        assertThat(posted(id)).containsExactly("patience");
    }

    @Test
    void in_slow_mode_it_waits_as_long_as_its_writer_would() {
        UUID id = schedule("in turn", Duration.ZERO);
        log.fault = new TooMany("conversation.slow", "Members post here once a minute.", Duration.ofMinutes(1));

        assertThat(sendNext()).isTrue();
        log.fault = null;
        clock.pass(Duration.ofSeconds(59));
        assertThat(sendNext()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(sendNext()).isTrue();

        assertThat(posted(id)).containsExactly("in turn");
    }

    @Test
    void what_cannot_be_written_lets_others_pass() {
        UUID id = schedule("unwritable", Duration.ZERO);
        log.fault = new IllegalStateException("nobody knows why");

        assertThat(sendNext()).isTrue();
        assertThat(sendNext()).isFalse();

        assertThat(state(id)).isEqualTo(State.WAITING);
        log.fault = null;
        clock.pass(Duration.ofMinutes(1));
        assertThat(sendNext()).isTrue();
        assertThat(posted(id)).containsExactly("unwritable");
    }

    @Test
    void a_disabled_account_posts_nothing() {
        UUID id = schedule("from beyond", Duration.ZERO);
        database.update("update account set disabled_at = ? where id = ?", clock.instant(), anna.value());

        sendNext();

        assertThat(posted(id)).isEmpty();
        assertThat(scheduled.find(anna, id).orElseThrow().problem()).isEqualTo("account.disabled");
    }

    private boolean sendNext() {
        return transactions.call(sending::sendNext);
    }

    private UUID schedule(String words, Duration ahead) {
        UUID id = UUID.randomUUID();
        ScheduledMessage message = new ScheduledMessage(
                id, group, null, null, Format.MARKDOWN, words, clock.instant().plus(ahead), State.WAITING, null);
        scheduled.put(anna, PHONE, message, 1);
        return id;
    }

    private State state(UUID id) {
        return scheduled.find(anna, id).orElseThrow().state();
    }

    private List<String> posted(UUID id) {
        return database.query(
                "select body from message where conversation_id = ? and client_id = ?",
                row -> row.getString(1),
                group.value(),
                id);
    }
}
