package chat.parley.it.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code docs/openapi.yaml} says of calls. */
public final class RestContract {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final RestContract DOCUMENT = new RestContract(Description.of("openapi.yaml"));

    private record Operation(String path, String method, Pattern pattern) {

        String pointer() {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method;
        }
    }

    private final Description description;
    private final List<Operation> operations = new ArrayList<>();

    private RestContract(Description description) {
        this.description = description;
        description
                .root()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(path.getKey(), method, pattern(path.getKey())));
                    }
                }));
    }

    /** The one in the docs. */
    public static RestContract document() {
        return DOCUMENT;
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"));
    }

    /** All calls it describes, with the names of path parameters left out: {@code GET /me/devices/{}}. */
    Set<String> calls() {
        TreeSet<String> calls = new TreeSet<>();
        operations.forEach(operation -> calls.add(operation.method().toUpperCase(Locale.ROOT) + " "
                + operation.path().replaceAll("\\{[^}]+}", "{}")));
        return calls;
    }

    /** What is wrong with an answer of the server; empty if nothing. */
    public String wrong(String method, String pathAndQuery, int status, JsonNode body) {
        int query = pathAndQuery.indexOf('?');
        String path = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
        Optional<Operation> operation = operations.stream()
                .filter(each -> each.method().equals(method.toLowerCase(Locale.ROOT)))
                .filter(each -> each.pattern().matcher(path).matches())
                .findFirst();
        if (operation.isEmpty()) {
            return "openapi.yaml does not describe " + method + " " + path;
        }
        String pointer = operation.get().pointer() + "/responses/" + status;
        JsonNode answer = description.root().at(pointer);
        if (answer.isMissingNode()) {
            return "openapi.yaml does not describe status " + status + " of " + method + " " + path + ": " + body;
        }
        if (answer.has("$ref")) {
            pointer = answer.path("$ref").asText().substring(1);
            answer = description.root().at(pointer);
        }
        for (String type : new String[] {"application/json", "application/problem+json"}) {
            if (answer.path("content").path(type).has("schema")) {
                String wrong = description.wrong(pointer + "/content/" + type.replace("/", "~1") + "/schema", body);
                return wrong.isEmpty() ? "" : method + " " + path + " " + status + ": " + wrong;
            }
        }
        return "";
    }
}
