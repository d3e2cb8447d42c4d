package chat.parley.ejb.message;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.message.SlowPosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class SlowModeTest {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final MovableClock clock = MovableClock.atNoon();
    private final SlowMode here;
    private final SlowMode there;
    private final Actor anna;
    private final ConversationId room;

    SlowModeTest(Database database, Sequences sequences) {
        here = node(database);
        there = node(database);
        long id = sequences.next("account_id");
        anna = new Actor(new AccountId(id), new OrganizationId(1), new DeviceId(id), false, Instant.MAX);
        room = new ConversationId(sequences.next("conversation_id"));
    }

    private SlowMode node(Database database) {
        SlowMode mode = new SlowMode();
        mode.posts = new SlowPosts(database);
        mode.clock = clock;
        return mode;
    }

    @Test
    void the_second_message_waits_on_whichever_node() {
        here.take(admission(PAUSE), anna, UUID.randomUUID());
        clock.pass(Duration.ofSeconds(10));

        for (SlowMode node : new SlowMode[] {here, there}) {
            assertThatThrownBy(() -> node.take(admission(PAUSE), anna, UUID.randomUUID()))
                    .isInstanceOfSatisfying(TooMany.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo("conversation.slow");
                        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(20));
                    });
        }

        clock.pass(Duration.ofSeconds(20));
        there.take(admission(PAUSE), anna, UUID.randomUUID());
    }

    @Test
    void the_same_message_passes_as_often_as_it_is_tried() {
        UUID message = UUID.randomUUID();
        here.take(admission(PAUSE), anna, message);

        there.take(admission(PAUSE), anna, message);
        here.take(admission(PAUSE), anna, message);
    }

    @Test
    void a_refused_try_does_not_make_the_wait_longer() {
        here.take(admission(PAUSE), anna, UUID.randomUUID());
        clock.pass(Duration.ofSeconds(29));
        assertThatThrownBy(() -> here.take(admission(PAUSE), anna, UUID.randomUUID()))
                .isInstanceOf(TooMany.class);
        clock.pass(Duration.ofSeconds(1));

        here.take(admission(PAUSE), anna, UUID.randomUUID());
    }

    @Test
    void a_shorter_pause_counts_at_once() {
        here.take(admission(PAUSE), anna, UUID.randomUUID());
        clock.pass(Duration.ofSeconds(5));

        here.take(admission(Duration.ofSeconds(5)), anna, UUID.randomUUID());
    }

    @Test
    void where_nobody_waits_nothing_is_asked() {
        SlowMode alone = new SlowMode();

        alone.take(admission(Duration.ZERO), anna, UUID.randomUUID());
        alone.take(admission(Duration.ZERO), anna, UUID.randomUUID());
    }

    private Admission admission(Duration pause) {
        return new Admission(room, Role.MEMBER, Span.since(1), pause, 0);
    }
}
