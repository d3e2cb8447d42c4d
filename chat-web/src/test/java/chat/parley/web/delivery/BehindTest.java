package chat.parley.web.delivery;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Memberships.Head;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.web.wire.ClientFrame.Checkpoint;
import chat.parley.web.wire.ServerFrame.ConversationChanges;
import chat.parley.web.wire.ServerFrame.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BehindTest {

    private static final String EPOCH = "epoch";
    private static final ConversationId ROOM = new ConversationId(7);
    private static final Head HEAD = new Head(ROOM, 5, 5, 100, 10, 0, Role.MEMBER);

    @Test
    void a_client_without_a_checkpoint_is_shown_the_conversation_and_no_messages() {
        Behind behind = Behind.of(HEAD, null, EPOCH);

        assertThat(behind.lacksSomething()).isTrue();
        assertThat(behind.readable()).isFalse();
        assertThat(behind.hopeless()).isFalse();
    }

    @Test
    void a_client_that_is_up_to_date_lacks_nothing() {
        assertThat(Behind.of(HEAD, checkpoint(100, 10), EPOCH).lacksSomething()).isFalse();
    }

    @Test
    void a_client_that_was_away_gets_what_came_and_what_changed_in_order() {
        Behind behind = Behind.of(HEAD, checkpoint(98, 8), EPOCH);

        List<Message> lacking = behind.lacking(
                List.of(message(99, 0), message(100, 10), message(101, 0)),
                List.of(change(9, 50), change(10, 100), change(9, 3)));

        assertThat(behind.readable()).isTrue();
        assertThat(lacking).extracting(Message::seq).containsExactly(50L, 99L, 100L);
    }

    @Test
    void a_client_whose_copy_ends_before_what_it_may_see_now_is_to_forget_it() {
        assertThat(Behind.of(HEAD, checkpoint(3, 0), EPOCH).hopeless()).isTrue();
        assertThat(Behind.of(HEAD, checkpoint(4, 0), EPOCH).readable()).isTrue();
    }

    @Test
    void a_client_that_lacks_too_much_is_to_forget_its_copy() {
        Head far = new Head(ROOM, 1, 1, 1_000, 10, 0, Role.MEMBER);

        assertThat(Behind.of(far, checkpoint(499, 10), EPOCH).hopeless()).isTrue();
        assertThat(Behind.of(far, checkpoint(500, 10), EPOCH).hopeless()).isFalse();
    }

    @Test
    void a_client_whose_numbers_are_not_ours_is_to_forget_its_copy() {
        assertThat(Behind.of(HEAD, checkpoint(101, 10), EPOCH).hopeless()).isTrue();
        assertThat(Behind.of(HEAD, checkpoint(100, 11), EPOCH).hopeless()).isTrue();
    }

    @Test
    void a_client_with_numbers_of_another_epoch_is_to_forget_its_copy() {
        Behind behind = Behind.of(HEAD, checkpoint(100, 10), "after a restore");

        assertThat(behind.lacksSomething()).isTrue();
        assertThat(behind.hopeless()).isTrue();
        assertThat(behind.readable()).isFalse();
    }

    @Test
    void a_client_is_told_what_was_destroyed_of_what_it_has_and_may_see() {
        Behind behind = Behind.of(HEAD, checkpoint(98, 8), EPOCH);

        ConversationChanges changes =
                behind.changes(null, List.of(), List.of(gap(9, 1, 4), gap(9, 3, 40), gap(10, 99, 100)));

        assertThat(changes.destroyed()).containsExactly(List.of(3L, 40L));
        assertThat(changes.reset()).isNull();
    }

    @Test
    void a_client_whose_copy_has_more_holes_than_it_can_be_told_is_to_forget_it() {
        Behind behind = Behind.of(HEAD, checkpoint(98, 8), EPOCH);

        ConversationChanges changes =
                behind.changes(null, List.of(), Collections.nCopies(MissedChanges.MOST_MISSED + 1, gap(9, 6, 6)));

        assertThat(changes.reset()).isTrue();
        assertThat(changes.destroyed()).isNull();
    }

    private static Gap gap(long rev, long from, long to) {
        return new Gap(ROOM, rev, new NumberRange(from, to));
    }

    private static Checkpoint checkpoint(long seq, long rev) {
        return new Checkpoint(EPOCH, 1, Map.of(ROOM.value(), new long[] {seq, rev}));
    }

    private static Change change(long rev, long seq) {
        return new Change(rev, message(seq, rev));
    }

    private static PostedMessage message(long seq, long rev) {
        AccountId anna = new AccountId(1);
        UUID id = new UUID(0, seq);
        return new PostedMessage(ROOM, seq, rev, id, anna, Instant.EPOCH, Format.PLAIN, "m", null, null, null);
    }
}
