package chat.parley.web.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.tracing.Traces;
import chat.parley.jpa.conversation.Blocks;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.JoinRequests;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Memberships.Head;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.InstallationFacts;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.HiddenMessages;
import chat.parley.jpa.message.Inbox;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Removals;
import chat.parley.jpa.message.Responses;
import chat.parley.jpa.message.SavedMessages;
import chat.parley.jpa.message.ScheduledMessages;
import chat.parley.jpa.message.Threads;
import chat.parley.jpa.report.OwnReports;
import chat.parley.jpa.screening.HeldMessages;
import chat.parley.web.wire.ClientFrame.Checkpoint;
import chat.parley.web.wire.ServerFrame;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Catching up from a real log, while everything that may happen between its steps happens just there: what is answered
 * first is told between subscribing and reading, the last of the changes between reading and letting go.
 */
@ExtendWith(RealDatabase.class)
class CatchUpTest {

    private static final String READ = "\"type\":\"changes\"";

    private final Town town;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId room;
    private final RecordingLine line = new RecordingLine();
    private final Connection atBens = line.connection();
    private final LaterThreads threads = new LaterThreads();
    private final ConversationStreams streams = new ConversationStreams();
    private final CatchUp catchUp = new CatchUp();

    CatchUpTest(Database database, Sequences sequences, TestTransactions transactions) {
        town = new Town(database, sequences, transactions);
        anna = town.person("anna");
        ben = town.person("ben");
        room = town.group(HistoryVisibility.ALL, anna, ben);
        atBens.signIn(new Actor(ben, town.organization, new DeviceId(1), false, Instant.MAX));
        wire(database);
    }

    private void wire(Database database) {
        DeliveryMeter meter = new DeliveryMeter();
        meter.clock = Clock.systemUTC();
        meter.meters = new SimpleMeterRegistry();
        meter.traces = new Traces();
        meter.open();
        ReadingTurns turns = new ReadingTurns();
        turns.open();
        streams.messages = new Messages(database);
        streams.feed = new NoFeed();
        streams.threads = threads;
        streams.turns = turns;
        streams.meter = meter;
        streams.large = 500;
        MissedChanges missed = new MissedChanges();
        missed.memberships = town.memberships;
        missed.messages = streams.messages;
        missed.installation = new InstallationFacts(database);
        catchUp.memberships = town.memberships;
        catchUp.missed = missed;
        OwnState ownStates = new OwnState();
        ownStates.states = town.states;
        ownStates.saved = new SavedMessages(database);
        ownStates.threads = new Threads(database);
        ownStates.requests = new JoinRequests(database);
        ownStates.blocks = new Blocks(database);
        ownStates.reports = new OwnReports(database);
        OwnMessages ownMessages = new OwnMessages();
        ownMessages.hidden = new HiddenMessages(database);
        ownMessages.removals = new Removals(database);
        ownMessages.responses = new Responses(database);
        ownMessages.scheduled = new ScheduledMessages(database);
        ownMessages.inbox = new Inbox(database);
        ownMessages.held = new HeldMessages(database);
        ownStates.messages = ownMessages;
        catchUp.ownStates = ownStates;
        catchUp.streams = streams;
        catchUp.connections = new Connections();
        catchUp.threads = threads;
        catchUp.turns = turns;
    }

    /** Nobody on other nodes. */
    private static final class NoFeed extends LiveFeed {
        @Override
        public void listen(ConversationId conversation) {}

        @Override
        public void ignore(ConversationId conversation) {}
    }

    /** What is to be done on other threads is done when the test says so. */
    private static final class LaterThreads extends NodeThreads {
        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void start(Runnable work) {
            waiting.add(work);
        }

        void run() {
            for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
                work.run();
            }
        }
    }

    @Test
    void what_is_posted_between_subscribing_and_reading_is_told_once() {
        sayHello(1, () -> hear(say(room, "between")));
        hear(say(room, "after"));

        assertThat(told(room)).containsExactly(2L, 3L);
    }

    @Test
    void what_was_read_is_not_told_again_when_its_news_comes_late() {
        List<PostedMessage> news = new ArrayList<>();
        sayHello(1, () -> news.add(say(room, "between")));

        news.forEach(this::hear);
        hear(say(room, "after"));

        assertThat(told(room)).containsExactly(2L, 3L);
    }

    @Test
    void what_is_posted_between_reading_and_letting_go_is_told_once() {
        line.whenTold(READ, () -> hear(say(room, "between")));
        sayHello(1, () -> {});

        assertThat(told(room)).containsExactly(2L);
    }

    @Test
    void what_is_posted_between_reading_and_letting_go_is_found_in_the_log_if_its_news_is_lost() {
        line.whenTold(READ, () -> say(room, "between"));
        sayHello(1, () -> {});

        hear(say(room, "after"));
        threads.run();

        assertThat(told(room)).containsExactly(2L, 3L);
    }

    @Test
    void whoever_becomes_a_member_between_subscribing_and_reading_is_told_all_from_there_on() {
        ConversationId other = town.group(HistoryVisibility.ALL, anna);
        sayHello(1, () -> {
            town.join(other, HistoryVisibility.ALL, ben);
            say(other, "welcome");
        });
        say(other, "passes by as well");
        threads.run();
        hear(say(other, "and on"));

        assertThat(line.frames())
                .filteredOn(frame -> frame.contains("\"type\":\"conversation\""))
                .singleElement()
                .satisfies(frame -> assertThat(frame).contains("\"id\":" + other, "\"seq\":4"));
        assertThat(told(other)).containsExactly(5L);
    }

    @Test
    void whoever_is_removed_between_subscribing_and_reading_is_told_so_and_nothing_from_there_on() {
        sayHello(1, () -> town.leave(room, ben));
        hear(say(room, "without Ben"));

        assertThat(line.frames()).anySatisfy(frame -> assertThat(frame).contains(READ, "\"seq\":2", "\"left\":true"));
        assertThat(told(room)).isEmpty();
        assertThat(streams.connections(room)).isEmpty();
    }

    @Test
    void whoever_goes_between_two_readings_is_told_so_and_nothing_from_there_on() {
        say(room, "lacking");
        betweenReadings(() -> leave(room));
        sayHello(1, () -> {});

        assertThat(line.frames()).anySatisfy(frame -> assertThat(frame).contains(READ, "\"seq\":3", "\"left\":true"));
        assertThat(line.frames()).noneMatch(frame -> frame.contains("\"type\":\"removed\""));
        assertThat(told(room)).isEmpty();
        assertThat(streams.connections(room)).isEmpty();
    }

    @Test
    void whoever_comes_and_goes_while_they_catch_up_is_told_of_neither() {
        ConversationId other = town.group(HistoryVisibility.ALL, anna, ben);
        betweenReadings(() -> leave(other));
        sayHello(1, () -> {});

        assertThat(line.frames()).noneMatch(frame -> frame.contains("\"conversation\":" + other.value()));
        assertThat(told(other)).isEmpty();
        assertThat(streams.connections(other)).isEmpty();
    }

    @Test
    void whoever_becomes_a_member_while_the_database_is_away_is_asked_to_catch_up_and_told_all_from_there_on() {
        ConversationId other = town.group(HistoryVisibility.ALL, anna);
        sayHello(1, () -> {});
        town.join(other, HistoryVisibility.ALL, ben);
        withoutDatabase(() -> catchUp.admit(atBens, other));

        assertThat(line.frames()).last().isEqualTo("{\"type\":\"resync\",\"reason\":\"unread\"}");

        sayHello(1, () -> {});
        hear(say(other, "welcome"));

        assertThat(line.frames())
                .anySatisfy(frame -> assertThat(frame).contains(READ, "\"id\":" + other.value() + ",\"seq\":2"));
        assertThat(told(other)).containsExactly(3L);
    }

    @Test
    void settings_that_change_while_the_database_is_away_make_those_who_are_there_catch_up() {
        sayHello(1, () -> {});
        withoutDatabase(() -> catchUp.show(atBens, room));

        assertThat(line.frames()).last().isEqualTo("{\"type\":\"resync\",\"reason\":\"unread\"}");
    }

    @Test
    void whoever_is_asked_to_catch_up_and_cannot_be_is_told_nothing_that_comes_after_what_they_lack() {
        sayHello(1, () -> {});
        atBens.overflow();
        say(room, "dropped");
        withoutDatabase(() -> assertThatThrownBy(() -> sayHello(1, () -> {})).isInstanceOf(DatabaseException.class));
        hear(say(room, "after"));
        threads.run();

        assertThat(told(room)).isEmpty();
        assertThat(atBens.isGivenUp()).isTrue();
    }

    @Test
    void whoever_is_half_caught_up_when_the_database_goes_is_told_nothing_more() {
        betweenReadings(() -> {
            throw new DatabaseException(new SQLException("away"));
        });
        assertThatThrownBy(() -> sayHello(1, () -> {})).isInstanceOf(DatabaseException.class);
        hear(say(room, "after"));

        assertThat(told(room)).isEmpty();
        assertThat(atBens.isGivenUp()).isTrue();
    }

    /** This is begun and goes on while nothing can be read of who is a member of what. */
    private void withoutDatabase(Runnable work) {
        catchUp.memberships = new Memberships(new Database(new PGSimpleDataSource() {
            private static final long serialVersionUID = 1;

            @Override
            public java.sql.Connection getConnection() throws SQLException {
                throw new SQLException("away");
            }
        }));
        work.run();
        threads.run();
        catchUp.memberships = town.memberships;
    }

    /** This happens when it was read where the account is a member, and before it is read what its client lacks there. */
    private void betweenReadings(Runnable between) {
        MissedChanges read = catchUp.missed;
        catchUp.missed = new MissedChanges() {
            @Override
            String epoch() {
                return read.epoch();
            }

            @Override
            List<Head> tell(
                    AccountId account,
                    long accountRev,
                    List<Head> heads,
                    @Nullable Checkpoint known,
                    ChangesPages pages) {
                between.run();
                return read.tell(account, accountRev, heads, known, pages);
            }
        };
    }

    /** Ben goes, and its news comes to this node. */
    private void leave(ConversationId conversation) {
        long seq = town.leave(conversation, ben);
        streams.messages
                .postedSince(List.of(new Position(conversation, seq - 1, 0)), 1)
                .forEach(this::hear);
    }

    @Test
    void whoever_catches_up_again_on_the_same_connection_is_told_once_what_comes_meanwhile() {
        sayHello(1, () -> {});
        line.whenTold(READ, () -> hear(say(room, "between reading and letting go")));
        sayHello(1, () -> hear(say(room, "between holding and reading")));
        hear(say(room, "after"));

        assertThat(told(room)).containsExactly(2L, 3L, 4L);
    }

    private PostedMessage say(ConversationId conversation, String body) {
        return town.say(conversation, anna, body);
    }

    /** Its news comes to this node. */
    private void hear(PostedMessage message) {
        streams.posted(message, null);
    }

    /** Ben's client knows the room up to this message; while it subscribes and has not read, something happens. */
    private void sayHello(long seq, Runnable between) {
        Map<Long, long[]> known = new HashMap<>(Map.of(room.value(), new long[] {seq, 0}));
        String epoch = catchUp.missed.epoch();
        Checkpoint checkpoint = new Checkpoint(epoch, town.states.own(ben).rev(), known);
        catchUp.catchUp(atBens, checkpoint, _ -> {
            between.run();
            return new ServerFrame.Ok(1L, null, null, null, null, null);
        });
    }

    /** The numbers of a conversation's messages as they came, by catching up and as news. */
    private List<Long> told(ConversationId conversation) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode frame : frames()) {
            frame.path("conversations")
                    .forEach(each -> each.path("messages").forEach(message -> {
                        if (each.path("id").asLong() == conversation.value()) {
                            numbers.add(message.path("seq").asLong());
                        }
                    }));
            if (frame.path("type").asText().equals("message")
                    && frame.path("conversation").asLong() == conversation.value()) {
                numbers.add(frame.path("seq").asLong());
            }
        }
        return numbers;
    }

    private List<JsonNode> frames() {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> frames = new ArrayList<>();
        for (String frame : line.frames()) {
            try {
                frames.add(json.readTree(frame));
            } catch (JsonProcessingException e) {
                throw new AssertionError(frame, e);
            }
        }
        return frames;
    }
}
