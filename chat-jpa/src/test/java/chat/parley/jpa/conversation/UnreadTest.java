package chat.parley.jpa.conversation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnreadTest {

    @Test
    void it_counts_what_came_after_the_last_that_was_read() {
        assertThat(Unread.of(10, 7, 1)).isEqualTo(3);
    }

    @Test
    void what_came_before_one_may_see_is_not_unread() {
        assertThat(Unread.of(10, 0, 8)).isEqualTo(3);
    }

    @Test
    void it_is_never_negative() {
        assertThat(Unread.of(5, 9, 1)).isZero();
    }
}
