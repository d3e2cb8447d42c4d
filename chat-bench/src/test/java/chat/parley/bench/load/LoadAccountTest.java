package chat.parley.bench.load;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadAccountTest {

    @Test
    void lines_of_one_conversation_are_a_room() {
        List<LoadAccount> accounts = LoadAccount.parseAll("a\ttoken-a\t7\nb\ttoken-b\t7\nc\ttoken-c\t8\n");

        assertThat(LoadRoom.group(accounts))
                .containsExactly(
                        List.of(new LoadAccount("a", "token-a", 7), new LoadAccount("b", "token-b", 7)),
                        List.of(new LoadAccount("c", "token-c", 8)));
    }

    @Test
    void another_line_is_refused() {
        assertThatThrownBy(() -> LoadAccount.parse("a b c")).hasMessageContaining("a b c");
    }
}
