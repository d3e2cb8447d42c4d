package chat.parley.web;

import java.time.Instant;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonMappingTest {

    private final ObjectMapper json = new JsonMapping().getContext(Sample.class);

    record Sample(Instant at, @Nullable String note) {}

    @Test
    void times_have_all_their_microseconds() throws Exception {
        assertThat(json.writeValueAsString(new Sample(Instant.parse("2026-11-22T12:00:00Z"), "x")))
                .isEqualTo("{\"at\":\"2026-11-22T12:00:00.000000Z\",\"note\":\"x\"}");
        assertThat(json.writeValueAsString(new Sample(Instant.parse("2026-11-22T12:00:00.123456789Z"), "x")))
                .contains("\"2026-11-22T12:00:00.123456Z\"");
    }

    @Test
    void what_has_no_value_is_left_out() throws Exception {
        assertThat(json.writeValueAsString(new Sample(Instant.EPOCH, null))).doesNotContain("note");
    }

    @Test
    void what_is_not_known_is_ignored() throws Exception {
        Sample read = json.readValue("{\"at\":\"2026-11-22T12:00:00.5Z\",\"newer\":{\"a\":1}}", Sample.class);

        assertThat(read).isEqualTo(new Sample(Instant.parse("2026-11-22T12:00:00.5Z"), null));
    }
}
