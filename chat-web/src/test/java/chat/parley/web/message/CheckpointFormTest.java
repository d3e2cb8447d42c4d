package chat.parley.web.message;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Checkpoint;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.web.wire.ClientFrame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointFormTest {

    private static final UUID EPOCH = UUID.randomUUID();

    @Test
    void what_was_said_is_given_back_in_the_same_form() {
        Checkpoint read = CheckpointForm.read(said(EPOCH.toString(), 17, Map.of(51L, new long[] {120, 4})))
                .orElseThrow();

        assertThat(read).isEqualTo(new Checkpoint(EPOCH, 17, List.of(new Position(new ConversationId(51), 120, 4))));
        ClientFrame.Checkpoint written = CheckpointForm.write(read);
        assertThat(written.epoch()).isEqualTo(EPOCH.toString());
        assertThat(written.account()).isEqualTo(17);
        assertThat(written.conversations().keySet()).containsExactly(51L);
        assertThat(written.conversations().get(51L)).containsExactly(120, 4);
    }

    @Test
    void what_can_be_no_epoch_of_ours_is_nothing() {
        assertThat(CheckpointForm.read(said("yesterday\0", 17, Map.of()))).isEmpty();
    }

    @Test
    void what_can_be_no_number_of_ours_is_left_out_or_nought() {
        Checkpoint read = CheckpointForm.read(
                        said(EPOCH.toString(), -1, Map.of(-51L, new long[] {1, 1}, 52L, new long[] {-1, -1})))
                .orElseThrow();

        assertThat(read).isEqualTo(new Checkpoint(EPOCH, 0, List.of(new Position(new ConversationId(52), 0, 0))));
    }

    private static ClientFrame.Checkpoint said(String epoch, long account, Map<Long, long[]> conversations) {
        return new ClientFrame.Checkpoint(epoch, account, conversations);
    }
}
