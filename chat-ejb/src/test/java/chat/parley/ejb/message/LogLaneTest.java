package chat.parley.ejb.message;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.tracing.Step;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.PostedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogLaneTest {

    private static final ConversationId ROOM = new ConversationId(1);
    private static final AccountId ANNA = new AccountId(1);

    private final List<List<String>> batches = new ArrayList<>();
    private final List<ChatEvent> news = new ArrayList<>();
    private final AtomicInteger doubts = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Function<List<Appended>, List<Change>> roots = appended -> List.of();
    private final LogLane lane =
            new LogLane("lane", this::write, appended -> roots.apply(appended), news::addAll, doubts::incrementAndGet);
    private long last;

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void commits_together_what_queued_up_meanwhile_in_the_order_it_came() {
        List<Ticket> tickets =
                IntStream.range(0, 10).mapToObj(i -> append(draft("m" + i))).toList();
        gate.countDown();
        lane.open();

        assertThat(tickets)
                .extracting(ticket -> seq(ticket.await()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(batches).hasSize(1);
    }

    @Test
    void a_poisoned_draft_fails_alone() {
        List<Ticket> tickets = IntStream.range(0, 7)
                .mapToObj(i -> append(draft(i == 4 ? "poison" : "m" + i)))
                .toList();
        gate.countDown();
        lane.open();

        for (int i = 0; i < 7; i++) {
            Ticket ticket = tickets.get(i);
            if (i == 4) {
                assertThatThrownBy(ticket::await).isInstanceOf(DatabaseException.class);
            } else {
                assertThat(ticket.await()).isInstanceOf(Appended.Posted.class);
            }
        }
    }

    @Test
    void refuses_at_once_what_can_be_tried_again_while_the_database_is_away() {
        Ticket ticket = append(draft("away"));
        gate.countDown();
        lane.open();

        assertThatThrownBy(ticket::await)
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.code()).isEqualTo("database.away"));
        assertThat(doubts).as("it may be in the log all the same").hasValue(1);
        assertThat(append(draft("back")).await()).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void what_has_committed_is_told_though_it_cannot_be_read_what_it_changed_besides() {
        roots = appended -> {
            throw new DatabaseException(new SQLException("connection refused", "08001"));
        };
        Ticket ticket = append(draft("a reply"));
        gate.countDown();
        lane.open();

        assertThat(ticket.await()).isInstanceOf(Appended.Posted.class);
        assertThat(append(draft("another")).await()).isInstanceOf(Appended.Posted.class);
        assertThat(batches).containsExactly(List.of("a reply"), List.of("another"));
        assertThat(doubts).as("readers look for themselves").hasPositiveValue();
        assertThat(news).first().isInstanceOf(ChatEvent.Posted.class);
    }

    @Test
    void leaves_nobody_waiting_when_it_closes() {
        Ticket ticket = append(draft("late"));
        lane.close();

        assertThatThrownBy(ticket::await).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> append(draft("later"))).isInstanceOf(Unavailable.class);
    }

    private Ticket append(Draft draft) {
        return lane.append(draft, Step.UNTRACED);
    }

    private List<Appended> write(List<Draft> drafts) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> bodies = drafts.stream().map(Draft::body).toList();
        if (bodies.contains("poison")) {
            throw new DatabaseException(new SQLException("invalid byte sequence", "22021"));
        }
        if (bodies.contains("away")) {
            throw new DatabaseException(new SQLException("connection refused", "08001"));
        }
        batches.add(bodies);
        return drafts.stream().map(this::posted).toList();
    }

    private Appended posted(Draft draft) {
        return new Appended.Posted(new PostedMessage(
                ROOM, ++last, 0, draft.id(), ANNA, Instant.EPOCH, Format.PLAIN, draft.body(), null, null, null));
    }

    private static long seq(Appended appended) {
        return ((Appended.Posted) appended).message().seq();
    }

    private static Draft draft(String body) {
        return new Draft(ROOM, ANNA, UUID.randomUUID(), 0, null, Format.PLAIN, body);
    }
}
