package chat.parley.it.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import chat.parley.launcher.ParleyHome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code docker/compose.yaml} says, with its anchors followed. */
public final class ComposeFile {

    /** Where it lies, and what its paths start from. */
    public static final Path DIRECTORY = ParleyHome.find().checkout().resolve("docker");

    private final JsonNode document;

    private ComposeFile(JsonNode document) {
        this.document = document;
    }

    /** The one that is shipped. */
    public static ComposeFile read() {
        return new ComposeFile(yaml(DIRECTORY.resolve("compose.yaml")));
    }

    /** Any YAML file; merge keys are resolved, which Jackson itself does not do. */
    static JsonNode yaml(Path file) {
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return new ObjectMapper().valueToTree(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All services, by name. */
    Map<String, JsonNode> services() {
        return named(document.path("services"));
    }

    /** Those that are nodes of ours. */
    Map<String, JsonNode> nodes() {
        return services().entrySet().stream()
                .filter(service -> service.getValue().has("build"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
    }

    /** What a service is told in its environment. */
    public Map<String, String> environment(String service) {
        Map<String, String> texts = new TreeMap<>();
        service(service).path("environment").forEachEntry((variable, value) -> texts.put(variable, value.asText()));
        return texts;
    }

    /** How long a service may take to end before it is killed. */
    public Duration grace(String service) {
        return Duration.parse("PT" + service(service).path("stop_grace_period").asText());
    }

    /** The secrets a service is given. */
    public List<String> secrets(String service) {
        return texts(service(service).path("secrets")).toList();
    }

    /** All secrets: the file of each, as it is written there. */
    Map<String, JsonNode> secrets() {
        return named(document.path("secrets"));
    }

    /** Whatever else it declares at the top. */
    JsonNode top(String name) {
        return document.path(name);
    }

    private JsonNode service(String name) {
        return document.path("services").path(name);
    }

    static Map<String, JsonNode> named(JsonNode object) {
        Map<String, JsonNode> all = new TreeMap<>();
        object.forEachEntry(all::put);
        return all;
    }

    static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
