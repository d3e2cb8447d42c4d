package chat.parley.web.delivery;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.web.wire.CloseCode;
import chat.parley.web.wire.ServerFrame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionTest {

    private final RecordingLine line = new RecordingLine();
    private final Connection connection = line.connection();

    @Test
    void a_connection_that_is_told_why_ends_after_that_has_gone_out() {
        line.becomeSlow();
        connection.say(new ServerFrame.Ping());

        connection.closeWhenTold(CloseCode.UNAUTHENTICATED);

        assertThat(line.closed()).isNull();
        connection.drain();
        assertThat(line.closed()).isEqualTo(CloseCode.UNAUTHENTICATED);
        assertThat(line.frames()).hasSize(1);
    }

    @Test
    void a_connection_that_has_nothing_to_be_told_ends_at_once() {
        connection.closeWhenTold(CloseCode.UNAUTHENTICATED);

        assertThat(line.closed()).isEqualTo(CloseCode.UNAUTHENTICATED);
    }

    @Test
    void writing_is_passed_on_once_in_three_seconds_for_each_conversation() {
        ConversationId here = new ConversationId(51);
        Instant now = Instant.EPOCH;

        assertThat(connection.mayType(here, now)).isTrue();
        assertThat(connection.mayType(here, now.plusMillis(2_999))).isFalse();
        assertThat(connection.mayType(new ConversationId(52), now)).isTrue();
        assertThat(connection.mayType(here, now.plusSeconds(3))).isTrue();
        assertThat(connection.mayType(here, now.plusSeconds(5))).isFalse();
    }

    @Test
    void a_message_counts_as_written_when_the_line_has_taken_it() {
        line.becomeSlow();
        connection.tell("under way", Instant.ofEpochSecond(1));

        assertThat(line.written()).isEmpty();

        RecordingLine quick = new RecordingLine();
        quick.connection().tell("written", Instant.ofEpochSecond(2));
        assertThat(quick.written()).containsExactly(Instant.ofEpochSecond(2));
    }
}
