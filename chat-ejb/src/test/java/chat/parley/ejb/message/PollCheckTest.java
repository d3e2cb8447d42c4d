package chat.parley.ejb.message;

import java.util.List;
import java.util.stream.IntStream;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.Priority;
import chat.parley.jpa.message.Purpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PollCheckTest {

    @Test
    void two_to_ten_different_lines_can_be_voted_on() {
        accepted(options(2));
        accepted(options(10));
        refused(options(1));
        refused(options(11));
        refused(List.of("Friday", "Friday"));
    }

    @Test
    void an_option_is_a_line_with_something_to_see_of_bounded_length() {
        accepted(List.of("🌻", "x".repeat(200)));
        refused(List.of("Friday", " "));
        refused(List.of("Friday", "x".repeat(201)));
        refused(List.of("Friday", "two\nlines"));
        refused(List.of("Friday", "\uD83C"));
    }

    @Test
    void what_is_no_poll_is_none_of_its_business() {
        assertThatCode(() -> PollCheck.check(null)).doesNotThrowAnyException();
        assertThatCode(() -> PollCheck.check(new Purpose(Priority.URGENT, null)))
                .doesNotThrowAnyException();
    }

    private static List<String> options(int count) {
        return IntStream.range(0, count).mapToObj(i -> "option " + i).toList();
    }

    private static void accepted(List<String> options) {
        assertThatCode(() -> check(options)).doesNotThrowAnyException();
    }

    private static void refused(List<String> options) {
        assertThatThrownBy(() -> check(options))
                .isInstanceOf(Rejected.class)
                .extracting(problem -> ((Rejected) problem).code())
                .isEqualTo("poll.malformed");
    }

    private static void check(List<String> options) {
        PollCheck.check(new Purpose(null, new PollTerms(options, false, false, null)));
    }
}
