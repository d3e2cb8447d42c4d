package chat.parley.bench.load;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadAccountTest {

    @Test
    void lines_of_one_conversation_are_a_room() {
        List<LoadAccount> accounts = Stream.of("a\ttoken-a\t7", "b\ttoken-b\t7", "c\ttoken-c\t8")
                .map(LoadAccount::parse)
                .toList();

        assertThat(LoadRoom.group(accounts))
                .containsExactly(
                        List.of(new LoadAccount("a", "token-a", 7), new LoadAccount("b", "token-b", 7)),
                        List.of(new LoadAccount("c", "token-c", 8)));
    }

    @Test
    void a_line_is_read_as_it_was_written() {
        LoadAccount account = new LoadAccount("load 1", "eyJ.abc-_.x", 4711);

        assertThat(LoadAccount.parse(account.line())).isEqualTo(account);
    }

    @Test
    void of_each_conversation_some_connect_and_the_others_are_away() {
        List<LoadAccount> accounts = Stream.of("a\ttoken-a\t7", "b\ttoken-b\t7", "c\ttoken-c\t8", "d\ttoken-d\t7")
                .map(LoadAccount::parse)
                .toList();

        assertThat(LoadAccount.firstOfEach(2, accounts))
                .extracting(LoadAccount::user)
                .containsExactly("a", "b", "c");
    }

    @Test
    void another_line_is_refused() {
        assertThatThrownBy(() -> LoadAccount.parse("a b c")).hasMessageContaining("a b c");
    }
}
