package chat.parley.web.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.web.wire.ServerFrame;
import chat.parley.web.wire.ServerFrame.Changes;
import chat.parley.web.wire.ServerFrame.ConversationChanges;
import chat.parley.web.wire.ServerFrame.Message;
import chat.parley.web.wire.ServerFrame.Preview;
import chat.parley.web.wire.ServerFrame.Reaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesPagesTest {

    private static final Position KNOWN = new Position(new ConversationId(7), 10, 3);

    private final List<Changes> told = new ArrayList<>();
    private final ChangesPages pages = new ChangesPages("epoch", frame -> told.add((Changes) frame));

    @Test
    void tells_a_little_in_one_frame_that_names_the_accounts_state() {
        pages.add(KNOWN, changes(2, 100));
        pages.end(5);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().account()).isEqualTo(5);
        assertThat(told.getFirst().more()).isFalse();
    }

    @Test
    void spreads_much_over_frames_that_each_move_the_client_as_far_as_they_tell() {
        pages.add(KNOWN, changes(30, 20_000));
        pages.end(5);

        assertThat(told).hasSizeGreaterThan(3);
        assertThat(told).extracting(Changes::more).last().isEqualTo(false);
        long standing = KNOWN.seq();
        for (Changes frame : told.subList(0, told.size() - 1)) {
            ConversationChanges part = frame.conversations().getFirst();
            assertThat(part.messages().getFirst().seq()).isEqualTo(standing + 1);
            assertThat(part.rev()).isEqualTo(KNOWN.rev());
            standing = part.messages().getLast().seq();
            assertThat(part.seq()).isEqualTo(standing);
        }
        List<ConversationChanges> all =
                told.stream().flatMap(frame -> frame.conversations().stream()).toList();
        assertThat(all.getLast().seq()).isEqualTo(40);
        assertThat(all.getLast().rev()).isEqualTo(4);
        assertThat(all.stream().flatMap(part -> part.messages().stream()).map(Message::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 40).boxed().toList());
    }

    @Test
    void counts_what_hangs_on_a_message_too() {
        List<Long> many = LongStream.rangeClosed(1_000_000, 1_000_019).boxed().toList();
        List<Reaction> reactions = Collections.nCopies(20, new Reaction("\uD83D\uDC69\u200D\uD83D\uDCBB", many, 20));

        pages.add(KNOWN, changes(100, seq -> message(seq, "short", reactions)));
        pages.end(5);

        assertThat(told).hasSizeGreaterThan(3);
        assertThat(told)
                .extracting(frame -> FrameCodec.write(frame).length())
                .allSatisfy(length -> assertThat(length).isLessThan(160 * 1024));
    }

    @Test
    void counts_what_is_shown_of_links_too() {
        Preview wordy =
                new Preview("https://a.example/" + "x".repeat(1_900), "t".repeat(200), "d".repeat(300), "a.example");

        pages.add(
                KNOWN,
                changes(
                        100,
                        seq -> new Message(
                                7,
                                seq,
                                0,
                                "id",
                                1,
                                "at",
                                "plain",
                                "short",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(wordy, wordy, wordy))));
        pages.end(5);

        assertThat(told)
                .extracting(frame -> FrameCodec.write(frame).length())
                .allSatisfy(length -> assertThat(length).isLessThan(160 * 1024));
    }

    private static ConversationChanges changes(int count, int length) {
        return changes(count, seq -> message(seq, "x".repeat(length)));
    }

    private static ConversationChanges changes(int count, LongFunction<Message> message) {
        List<Message> messages =
                LongStream.rangeClosed(11, 10 + count).mapToObj(message).toList();
        return new ConversationChanges(7, 10 + count, 4, null, messages, null, null, null);
    }

    private static Message message(long seq, String body) {
        return message(seq, body, null);
    }

    private static Message message(long seq, String body, @Nullable List<Reaction> reactions) {
        return new ServerFrame.Message(
                7, seq, 0, "id", 1, "at", "plain", body, null, null, null, null, null, null, null, null, null,
                reactions, null, null, null);
    }
}
