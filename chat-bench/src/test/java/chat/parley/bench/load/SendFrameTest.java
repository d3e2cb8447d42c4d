package chat.parley.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendFrameTest {

    private static final int RUN = 0xfeed_beef;

    private final SendFrame frame = new SendFrame(RUN, 1899, 9, 4711, 100);

    @Test
    void a_frame_is_the_json_that_the_protocol_wants() throws IOException {
        JsonNode send = json(frame.of(300, 12_345_678_901L));

        assertThat(send.get("type").asText()).isEqualTo("send");
        assertThat(send.get("conversation").asLong()).isEqualTo(4711);
        assertThat(send.get("body").asText()).hasSize(100);
        assertThat(UUID.fromString(send.get("id").asText()).version()).isEqualTo(4);
        assertThat(SendFrame.due(send.get("ref").asLong())).isEqualTo(12_345_678_901L);
    }

    @Test
    void its_body_says_who_sent_it_and_when_it_was_due() throws IOException {
        byte[] body = json(frame.of(300, 12_345_678_901L)).get("body").asText().getBytes(StandardCharsets.UTF_8);

        assertThat(Stamp.read(body, 0)).isEqualTo(new Stamp(RUN, 1899, 9, 300, 12_345_678_901L));
    }

    @Test
    void every_message_has_an_id_of_its_own() throws IOException {
        String first = json(frame.of(0, 0)).get("id").asText();
        String second = json(frame.of(1, 0)).get("id").asText();
        String ofAnother =
                json(new SendFrame(RUN, 1899, 8, 4711, 100).of(0, 0)).get("id").asText();

        assertThat(List.of(first, second, ofAnother)).doesNotHaveDuplicates();
    }

    @Test
    void a_ref_of_another_frame_is_none_of_a_message() {
        assertThat(SendFrame.due(1)).isNegative();
    }

    private static JsonNode json(byte[] frame) throws IOException {
        String text = new String(frame, StandardCharsets.UTF_8);
        return new ObjectMapper().readTree(text.substring(text.indexOf('{')));
    }
}
