package chat.parley.bench.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LinesTest {

    @Test
    void a_line_is_known_by_its_type() {
        assertThat(kind("{\"type\":\"message\",\"conversation\":1}")).isEqualTo(Lines.Kind.MESSAGE);
        assertThat(kind("{\"ref\":1,\"type\":\"ok\"}")).isEqualTo(Lines.Kind.OK);
        assertThat(kind("{\"type\":\"typing\"}")).isEqualTo(Lines.Kind.OTHER);
        assertThat(kind("{}")).isEqualTo(Lines.Kind.OTHER);
    }

    @Test
    void what_a_body_says_is_not_taken_for_a_frame() {
        assertThat(kind("{\"body\":\"\\\"type\\\":\\\"ok\\\"\",\"type\":\"message\"}"))
                .isEqualTo(Lines.Kind.MESSAGE);
    }

    @Test
    void numbers_and_texts_are_found_by_their_keys() {
        byte[] line = Lines.bytes("{\"type\":\"error\",\"ref\":42,\"problem\":{\"code\":\"rate.messages\"}}");

        assertThat(Lines.number(line, 0, line.length, Lines.bytes("\"ref\":"), -1))
                .isEqualTo(42);
        assertThat(Lines.number(line, 0, line.length, Lines.bytes("\"seq\":"), -1))
                .isEqualTo(-1);
        assertThat(Lines.text(line, 0, line.length, Lines.bytes("\"code\":\""))).isEqualTo("rate.messages");
        assertThat(Lines.text(line, 0, line.length, Lines.bytes("\"epoch\":\"")))
                .isEmpty();
    }

    private static Lines.Kind kind(String line) {
        byte[] bytes = Lines.bytes(line);
        return Lines.kind(bytes, 0, bytes.length);
    }
}
