package chat.parley.ejb.export;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CastTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void who_was_a_member_is_told_message_by_message_in_any_order() throws IOException {
        Cast cast = cast("""
                {"account": 3, "joined": 1}, {"account": 1, "joined": 2, "to": 4}, {"account": 2, "joined": 4},
                {"account": 1, "joined": 7}
                """);

        assertThat(cast.members(9, 1)).containsExactly(3L);
        assertThat(cast.members(9, 2)).containsExactly(1L, 3L);
        assertThat(cast.members(9, 3)).containsExactly(1L, 3L);
        assertThat(cast.members(9, 4)).containsExactly(1L, 2L, 3L);
        assertThat(cast.members(9, 5)).containsExactly(2L, 3L);
        assertThat(cast.members(9, 6)).containsExactly(2L, 3L);
        assertThat(cast.members(9, 7)).containsExactly(1L, 2L, 3L);
        assertThat(cast.members(9, 1_000)).containsExactly(1L, 2L, 3L);
        assertThat(cast.members(9, 3)).containsExactly(1L, 3L);
        assertThat(cast.members(10, 1)).isEmpty();
    }

    @Test
    void of_very_many_only_their_number_is_told() throws IOException {
        assertThat(crowd(200).members(9, 5, " ", String::valueOf))
                .startsWith("1 2 3 ")
                .endsWith(" 200");
        assertThat(crowd(201).members(9, 5, " ", String::valueOf)).isEqualTo("201 members");
    }

    @Test
    void what_has_no_name_is_called_by_those_in_it() throws IOException {
        Cast cast = new Cast(
                Map.of(1L, JSON.readTree("{\"name\": \"Anna\"}")),
                Map.of(9L, described("{\"account\": 1, \"joined\": 1}, {\"account\": 2, \"joined\": 1}")));

        assertThat(cast.title(9)).isEqualTo("Anna, Account 2");
    }

    private static Cast crowd(int members) throws IOException {
        return cast(LongStream.rangeClosed(1, members)
                .mapToObj("{\"account\": %d, \"joined\": 1}"::formatted)
                .collect(Collectors.joining(",")));
    }

    private static Cast cast(String members) throws IOException {
        return new Cast(Map.of(), Map.of(9L, described(members)));
    }

    private static JsonNode described(String members) throws IOException {
        return JSON.readTree("{\"members\": [" + members + "]}");
    }
}
