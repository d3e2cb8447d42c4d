package chat.parley.ejb.message;

import chat.parley.ejb.problem.ChatException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmojiTest {

    private static final String AS_EMOJI = "\uFE0F";
    private static final String JOINED = "\u200D";

    @ParameterizedTest
    @ValueSource(strings = {"👍", "👍🏽", "🇩🇪", "👩‍💻", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🫠"})
    void takes_one_emoji_as_it_is(String emoji) {
        assertThat(Emoji.canonical(emoji)).isEqualTo(emoji);
    }

    @Test
    void takes_keys_and_hearts_however_a_keyboard_writes_them() {
        assertThat(Emoji.canonical("1\u20E3")).isEqualTo("1" + AS_EMOJI + "\u20E3");
        assertThat(Emoji.canonical("❤")).isEqualTo("❤" + AS_EMOJI);
        assertThat(Emoji.canonical("❤" + AS_EMOJI)).isEqualTo("❤" + AS_EMOJI);
        assertThat(Emoji.canonical("👍" + AS_EMOJI)).isEqualTo("👍");
        assertThat(Emoji.canonical("🏃" + JOINED + "♀")).isEqualTo("🏃" + JOINED + "♀" + AS_EMOJI);
    }

    @Test
    void takes_the_name_of_one_of_the_organization_between_colons() {
        assertThat(Emoji.canonical(":party-parrot:")).isEqualTo(":party-parrot:");
        assertThat(Emoji.customName(":party-parrot:")).contains("party-parrot");
        assertThat(Emoji.customName("👍")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1",
                "#",
                "👍👍",
                "👍 ",
                ":party",
                "::",
                ":P:",
                ":1a:",
                ":a b:",
                "\uFE0F",
                "\u200D",
                "🇩",
                "👍\u200D",
                "e\u0301"
            })
    void takes_nothing_else(String text) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> Emoji.canonical(text))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("reaction.emoji"));
    }

    @Test
    void takes_none_that_is_too_long() {
        String row = "👩" + (JOINED + "👩").repeat(8);

        assertThat(Emoji.canonical(row)).isEqualTo(row);
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> Emoji.canonical(row + JOINED + "👩"));
    }
}
