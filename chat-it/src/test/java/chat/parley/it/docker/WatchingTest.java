package chat.parley.it.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import chat.parley.launcher.ParleyHome;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** That somebody is told of everything that docs/operations.md says one should worry about. */
class WatchingTest {

    private static final String TITLE = "| to watch | where | worry when | alert |";
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void every_worry_has_its_alert_and_every_alert_is_explained() throws IOException {
        List<String[]> rows = rows();

        Set<String> explained = rows.stream()
                .flatMap(row -> NAME.matcher(row[4]).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(rows)
                .hasSizeGreaterThan(6)
                .allMatch(row -> row[3].isBlank() || NAME.matcher(row[4]).find());
        assertThat(Watching.alerts().keySet()).containsExactlyInAnyOrderElementsOf(explained);
    }

    @Test
    void every_query_asks_for_something_that_a_node_or_the_load_balancer_counts() {
        assertThat(Watching.queries())
                .hasSizeGreaterThan(20)
                .allMatch(query ->
                        query.startsWith("up{") || !Watching.series(query).isEmpty());
    }

    @Test
    void the_board_asks_the_prometheus_that_it_is_given() {
        JsonNode source = ComposeFile.yaml(ComposeFile.DIRECTORY.resolve("grafana/datasources/prometheus.yaml"))
                .at("/datasources/0");
        List<JsonNode> panels = Watching.board().path("panels").valueStream().toList();

        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.at("/datasource/uid")).isEqualTo(source.path("uid")));
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(ParleyHome.find().checkout().resolve("docs/operations.md")).stream()
                .dropWhile(line -> !line.equals(TITLE))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1))
                .toList();
    }
}
