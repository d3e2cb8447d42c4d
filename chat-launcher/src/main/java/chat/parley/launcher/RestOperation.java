package chat.parley.launcher;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A call of the REST interface as {@code docs/openapi.yaml} describes it.
 *
 * @param id its {@code operationId}
 * @param tag what it is about
 * @param path below {@code /api/v1/}, with the names of its fields in braces
 * @param fields all that can be said in its path, its query and its body
 * @param needsBody whether it has a body even if nothing is said in it
 * @param anonymous whether nobody need be signed in
 * @param answer what a success says
 */
public record RestOperation(
        String id,
        String tag,
        String summary,
        String description,
        String method,
        String path,
        List<Field> fields,
        boolean needsBody,
        boolean anonymous,
        Answer answer) {

    /** What a success says. */
    public enum Answer {
        /** A JSON value, or nothing. */
        JSON,
        /** Lines of text, each of which may be a JSON value; they can be very many. */
        LINES,
        /** Bytes that are no text. */
        FILE
    }

    /** Where a field is said. */
    public enum Place {
        PATH,
        QUERY,
        BODY
    }

    /** What a field is. */
    public enum Kind {
        TEXT(String.class),
        INTEGER(Long.class),
        NUMBER(Double.class),
        BOOLEAN(Boolean.class),
        JSON(JsonNode.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        /** The type of its values. */
        public Class<?> type() {
            return type;
        }
    }

    /**
     * A field.
     *
     * @param repeated whether it has several values, a list
     */
    public record Field(String name, Place place, Kind kind, boolean repeated, boolean required, String description) {}

    /**
     * The call that says this.
     *
     * @param said values of fields, by their names; a required one that is missing is for the server to refuse
     * @param body more of the body, by names; {@code said} counts where both have one
     */
    public RestClient.Request request(Map<String, Object> said, Map<String, Object> body, @Nullable String token) {
        Map<String, Object> whole = new LinkedHashMap<>(body);
        whole.putAll(of(Place.BODY, said));
        String target = path;
        for (Map.Entry<String, Object> part : of(Place.PATH, said).entrySet()) {
            target = target.replace("{" + part.getKey() + "}", encoded(part.getValue()));
        }
        Map<String, Object> query = of(Place.QUERY, said);
        if (!query.isEmpty()) {
            target += query.entrySet().stream()
                    .map(part -> part.getKey() + "=" + encoded(part.getValue()))
                    .collect(Collectors.joining("&", "?", ""));
        }
        return new RestClient.Request(method, target, token, needsBody || !whole.isEmpty() ? whole : null);
    }

    /** The required fields of the body that this does not say. */
    public List<Field> missing(Map<String, Object> said, Map<String, Object> body) {
        return fields.stream()
                .filter(field -> field.place() == Place.BODY && field.required())
                .filter(field -> !said.containsKey(field.name()) && !body.containsKey(field.name()))
                .toList();
    }

    private Map<String, Object> of(Place place, Map<String, Object> said) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (Field field : fields) {
            Object value = said.get(field.name());
            if (field.place() == place && value != null) {
                found.put(field.name(), value);
            }
        }
        return found;
    }

    /** As a part of a path too, where a plus is a plus. */
    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
