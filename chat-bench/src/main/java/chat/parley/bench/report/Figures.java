package chat.parley.bench.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a benchmark found out, in the order in which it should be read. */
public final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a figure. Names say the unit: {@code lat_p99_ms}. */
    public Figures put(String name, Object value) {
        values.put(name, value instanceof Double number ? rounded(number) : value);
        return this;
    }

    /** Adds p50, p90, p99, p99.9 and the longest of some times. */
    public Figures put(String name, Percentiles times) {
        return put(name + "_p50_ms", times.p50())
                .put(name + "_p90_ms", times.p90())
                .put(name + "_p99_ms", times.p99())
                .put(name + "_p999_ms", times.p999())
                .put(name + "_max_ms", times.max());
    }

    /** Adds all figures of another list. */
    public Figures putAll(Figures others) {
        values.putAll(others.values);
        return this;
    }

    /** One line of JSON. */
    public String json() {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line for each figure. */
    public String table() {
        int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        return values.entrySet().stream()
                .map(figure ->
                        figure.getKey() + " ".repeat(width - figure.getKey().length() + 2) + text(figure.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%,.3f", number) : value.toString();
    }

    private static double rounded(double number) {
        if (!Double.isFinite(number)) {
            return 0;
        }
        double scale = Math.abs(number) >= 1000 ? 1 : 1000;
        return Math.round(number * scale) / scale;
    }
}
