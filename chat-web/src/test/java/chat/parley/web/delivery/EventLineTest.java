package chat.parley.web.delivery;

import chat.parley.web.wire.CloseCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventLineTest {

    @Test
    void a_batch_is_an_event_and_each_frame_a_line_of_its_data() {
        assertThat(EventLine.data("{\"type\":\"ping\"}\n{\"type\":\"pong\"}"))
                .isEqualTo("data: {\"type\":\"ping\"}\ndata: {\"type\":\"pong\"}\n\n");
    }

    @Test
    void the_end_says_why() {
        assertThat(EventLine.farewell(CloseCode.UNAUTHENTICATED))
                .isEqualTo("event: close\ndata: {\"code\":4401,\"reason\":\"unauthenticated\"}\n\n");
    }
}
