package chat.parley.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import chat.parley.launcher.RestOperation.Answer;
import chat.parley.launcher.RestOperation.Field;
import chat.parley.launcher.RestOperation.Kind;
import chat.parley.launcher.RestOperation.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * All that people can call, read from the OpenAPI 3.1 document that the server is tested against. Calls of operators, of
 * load balancers and of transports are not among them.
 */
public final class RestOperations {

    private static final Set<String> NOT_OF_PEOPLE = Set.of("operator", "transport", "service");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern LINES = Pattern.compile("text/.+|application/(x-ndjson|yaml)");

    private final JsonNode document;

    private RestOperations(JsonNode document) {
        this.document = document;
    }

    /**
     * Calls that are about the same.
     *
     * @param tag what about
     */
    public record Group(String tag, String description, List<RestOperation> operations) {}

    /** All of them, in the order of the document. */
    public static List<Group> described() {
        try (InputStream in =
                Objects.requireNonNull(RestOperations.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml")) {
            return new RestOperations(new YAMLMapper().readTree(in)).groups();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Group> groups() {
        Map<String, List<RestOperation>> byTag = document.path("paths").properties().stream()
                .flatMap(path -> METHODS.stream()
                        .filter(method -> path.getValue().has(method))
                        .filter(method -> isOfPeople(tag(path.getValue().path(method))))
                        .map(method -> operation(path.getKey(), path.getValue(), method)))
                .collect(Collectors.groupingBy(RestOperation::tag));
        return elements(document.path("tags"))
                .filter(tag -> isOfPeople(tag.path("name").asText()))
                .map(tag -> new Group(
                        tag.path("name").asText(),
                        tag.path("description").asText(),
                        byTag.getOrDefault(tag.path("name").asText(), List.of())))
                .toList();
    }

    private static boolean isOfPeople(String tag) {
        return !NOT_OF_PEOPLE.contains(tag);
    }

    private static String tag(JsonNode operation) {
        return operation.at("/tags/0").asText();
    }

    private RestOperation operation(String path, JsonNode item, String method) {
        JsonNode node = item.path(method);
        JsonNode body = resolved(node.path("requestBody"));
        List<Field> fields = new ArrayList<>();
        Stream.concat(elements(item.path("parameters")), elements(node.path("parameters")))
                .map(this::resolved)
                .forEach(parameter -> fields.add(parameter(parameter)));
        fields.addAll(properties(resolved(body.at("/content/application~1json/schema"))));
        return new RestOperation(
                node.path("operationId").asText(),
                tag(node),
                node.path("summary").asText(),
                node.path("description").asText(),
                method.toUpperCase(Locale.ROOT),
                path.substring(1),
                fields,
                body.path("required").asBoolean(),
                node.has("security") && node.path("security").isEmpty(),
                answer(node.path("responses")));
    }

    private Field parameter(JsonNode parameter) {
        Place place = Place.valueOf(parameter.path("in").asText().toUpperCase(Locale.ROOT));
        return field(
                parameter.path("name").asText(),
                place,
                parameter.path("required").asBoolean(),
                parameter.path("schema"),
                parameter.path("description").asText());
    }

    private List<Field> properties(JsonNode schema) {
        Set<String> required =
                elements(schema.path("required")).map(JsonNode::asText).collect(Collectors.toSet());
        return schema.path("properties").properties().stream()
                .map(property -> field(
                        property.getKey(), Place.BODY, required.contains(property.getKey()), property.getValue(), ""))
                .toList();
    }

    private Field field(String name, Place place, boolean required, JsonNode unresolved, String described) {
        JsonNode schema = resolved(unresolved);
        boolean repeated = schema.path("type").asText().equals("array");
        JsonNode value = repeated ? resolved(schema.path("items")) : schema;
        String description = Stream.of(
                        described, unresolved.path("description").asText(), choices(value), preset(unresolved))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return new Field(name, place, kind(value), repeated, required, description);
    }

    private static Kind kind(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "string" -> Kind.TEXT;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            default -> Kind.JSON;
        };
    }

    private static String choices(JsonNode schema) {
        return schema.has("enum")
                ? elements(schema.path("enum")).map(JsonNode::asText).collect(Collectors.joining(", ", "One of ", "."))
                : "";
    }

    private static String preset(JsonNode schema) {
        return schema.has("default") ? "Default: " + schema.path("default").asText() + "." : "";
    }

    private Answer answer(JsonNode responses) {
        Set<String> types = responses.properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> resolved(response.getValue()).path("content").properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (types.isEmpty() || types.contains("application/json")) {
            return Answer.JSON;
        }
        return types.stream().anyMatch(type -> LINES.matcher(type).matches()) ? Answer.LINES : Answer.FILE;
    }

    /** What is meant, where only its name or a single part is given. */
    private JsonNode resolved(JsonNode node) {
        if (node.has("$ref")) {
            return resolved(document.at(node.path("$ref").asText().substring(1)));
        }
        return node.path("allOf").size() == 1 ? resolved(node.at("/allOf/0")) : node;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
