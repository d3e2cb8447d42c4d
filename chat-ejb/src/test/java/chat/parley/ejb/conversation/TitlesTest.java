package chat.parley.ejb.conversation;

import chat.parley.ejb.problem.ChatException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TitlesTest {

    @Test
    void space_around_a_name_goes_away() {
        assertThat(Titles.name("  deployments \u3000")).isEqualTo("deployments");
    }

    @Test
    void names_that_look_the_same_are_the_same() {
        assertThat(Titles.name("Cafe\u0301")).isEqualTo(Titles.name("Caf\u00e9"));
    }

    @Test
    void emoji_and_every_script_are_welcome() {
        String name = "\uD83D\uDC69\u200D\uD83D\uDCBB 開発 فريق";

        assertThat(Titles.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\tb", "a\u007fb", "a\u202eb", "a\u2066b", "a\u2028b", "a\ud800b"})
    void characters_that_are_not_seen_or_turn_the_text_over_are_refused(String name) {
        assertThatThrownBy(() -> Titles.name(name)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> Titles.topic(name)).isInstanceOf(Rejected.class);
    }

    @Test
    void a_name_is_not_empty_and_has_at_most_200_characters() {
        assertThat(Titles.name("\uD83D\uDE00".repeat(200))).hasSize(400);
        assertThatThrownBy(() -> Titles.name("x".repeat(201))).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> Titles.name("  ")).isInstanceOf(Rejected.class);
    }

    @Test
    void an_empty_topic_is_none() {
        assertThat(Titles.topic(" ")).isNull();
    }

    @Test
    void a_topic_has_at_most_1000_characters() {
        assertThat(Titles.topic("x".repeat(1000))).hasSize(1000);
        assertThatThrownBy(() -> Titles.topic("x".repeat(1001))).isInstanceOf(Rejected.class);
    }
}
