package chat.parley.jpa.database;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class SequencesTest {

    private final Database database;

    SequencesTest(Database database) {
        this.database = database;
        database.update("create sequence if not exists test_id increment by 50 start with 1");
    }

    @Test
    void two_nodes_never_give_out_the_same_number() {
        Sequences here = sequences();
        Sequences there = sequences();

        Set<Long> given = new HashSet<>();
        for (int i = 0; i < 120; i++) {
            given.add(here.next("test_id"));
            given.add(there.next("test_id"));
        }

        assertThat(given).hasSize(240);
    }

    @Test
    void many_at_once_are_as_many_as_asked_for_and_new() {
        Sequences sequences = sequences();
        long one = sequences.next("test_id");

        long[] many = sequences.next("test_id", 1_234);

        assertThat(many).hasSize(1_234).doesNotHaveDuplicates().doesNotContain(one);
        assertThat(Arrays.stream(many).max().orElseThrow()).isLessThan(sequencePosition() + 50);
        assertThat(sequences.next("test_id", 0)).isEmpty();
    }

    private Sequences sequences() {
        Sequences sequences = new Sequences();
        sequences.database = database;
        return sequences;
    }

    private long sequencePosition() {
        return database.first("select last_value from test_id", row -> row.getLong(1))
                .orElseThrow();
    }
}
