package chat.parley.bench.retention;

import java.nio.file.Path;
import java.time.Duration;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.history.HistoryPlan;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.EmbeddedDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionTrialTest {

    @Test
    void what_is_held_stays_and_all_else_goes_while_people_write(@TempDir Path directory) throws Exception {
        EmbeddedDatabase server = EmbeddedDatabase.in(directory);
        server.start();
        try {
            Database database = HistoryFill.prepare(server.url(), server.owner());
            new HistoryFill(database).fill(new HistoryPlan(6_000, 60, 1_000), _ -> {});

            JsonNode figures = new ObjectMapper()
                    .readTree(new RetentionTrial(database, 100, 0)
                            .run(2, 100, Duration.ofMillis(300))
                            .json());

            long held = figures.path("held").asLong();
            assertThat(held).isBetween(1L, 5_999L);
            assertThat(figures.path("held_left").asLong()).isEqualTo(held);
            assertThat(figures.path("destroyed").asLong()).isEqualTo(6_000 - held);
            assertThat(figures.path("destroyed_per_s").asDouble()).isPositive();
            assertThat(figures.path("beside_p99_ms").asDouble()).isPositive();
        } finally {
            server.stop();
        }
    }
}
