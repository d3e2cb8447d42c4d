package chat.parley.it.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What Prometheus and Grafana are told to look at: alerts and the board. */
public final class Watching {

    private static final Pattern SERIES =
            Pattern.compile("\\b((?:parley|datasources|memory|gc|haproxy)_\\w+)(\\{[^}]*})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=(\"[^\"]*\")");

    private Watching() {}

    /**
     * Something that is counted.
     *
     * @param labels what its labels must be, as both a query and a node write it
     */
    public record Series(String name, List<String> labels) {

        private static Series of(MatchResult found) {
            List<String> labels = found.group(2) == null
                    ? List.of()
                    : LABEL.matcher(found.group(2))
                            .results()
                            .map(MatchResult::group)
                            .toList();
            return new Series(found.group(1), labels);
        }

        /** Whether this text in Prometheus' form has it. */
        public boolean isIn(String metrics) {
            return metrics.lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .anyMatch(line -> labels.stream().allMatch(line::contains));
        }

        @Override
        public String toString() {
            return name + labels;
        }
    }

    /** The alerts and what each watches. */
    static Map<String, String> alerts() {
        Map<String, String> found = new TreeMap<>();
        ComposeFile.yaml(ComposeFile.DIRECTORY.resolve("prometheus/alerts.yml"))
                .at("/groups/0/rules")
                .forEach(rule ->
                        found.put(rule.path("alert").asText(), rule.path("expr").asText()));
        return found;
    }

    /** The board. */
    static JsonNode board() {
        try {
            return new ObjectMapper()
                    .readTree(ComposeFile.DIRECTORY
                            .resolve("grafana/dashboards/parley.json")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is asked of Prometheus. */
    static List<String> queries() {
        return Stream.concat(
                        alerts().values().stream(),
                        board().findValues("expr").stream().map(JsonNode::asText))
                .toList();
    }

    /** All that is looked at, once each. */
    public static List<Series> series() {
        return queries().stream()
                .flatMap(query -> series(query).stream())
                .distinct()
                .toList();
    }

    static List<Series> series(String query) {
        return SERIES.matcher(query).results().map(Series::of).toList();
    }
}
