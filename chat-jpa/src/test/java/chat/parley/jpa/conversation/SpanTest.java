package chat.parley.jpa.conversation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpanTest {

    @Test
    void both_ends_belong_to_it() {
        Span span = new Span(3, 5);

        assertThat(span.contains(2)).isFalse();
        assertThat(span.contains(3)).isTrue();
        assertThat(span.contains(5)).isTrue();
        assertThat(span.contains(6)).isFalse();
    }

    @Test
    void an_open_one_has_no_end() {
        assertThat(Span.since(7).contains(Long.MAX_VALUE)).isTrue();
        assertThat(Span.since(7).contains(6)).isFalse();
    }

    @Test
    void it_starts_at_the_first_message_or_later() {
        assertThatThrownBy(() -> new Span(0, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
