package chat.parley.ejb.message;

import chat.parley.ejb.problem.ChatException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "two\nlines", "😀", "שלום", " leading"})
    void may_be_any_text(String text) {
        assertThat(MessageBody.check(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void is_not_empty(String text) {
        assertRefused(text, "message.empty");
    }

    @Test
    void is_counted_in_bytes() {
        assertThat(MessageBody.check("a".repeat(MessageBody.MOST_BYTES))).hasSize(MessageBody.MOST_BYTES);
        assertRefused("a".repeat(MessageBody.MOST_BYTES + 1), "message.too-long");
        assertRefused("€".repeat(MessageBody.MOST_BYTES / 3 + 1), "message.too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul \u0000", "half \ud83d", "other half \ude00", "wrong way \ude00\ud83d"})
    void holds_nothing_that_cannot_be_stored(String text) {
        assertRefused(text, "message.malformed");
    }

    private static void assertRefused(String text, String code) {
        assertThatThrownBy(() -> MessageBody.check(text))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
