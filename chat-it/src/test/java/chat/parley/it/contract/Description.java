package chat.parley.it.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import chat.parley.launcher.ParleyHome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** A document of {@code docs} that describes an interface, and the schemas in it. */
final class Description {

    private static final String BASE = "https://parley.invalid/";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final String name;
    private final JsonNode root;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    private Description(String name, JsonNode root) {
        this.name = name;
        this.root = root;
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(BASE + name, root.toString()))));
    }

    /** Reads one. */
    static Description of(String name) {
        Path file = ParleyHome.find().checkout().resolve("docs").resolve(name);
        try {
            return new Description(name, YAML.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** What is wrong with a value by the schema at a place of the document; empty if nothing. */
    String wrong(String pointer, JsonNode value) {
        return known.computeIfAbsent(pointer, this::schema).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.joining("; "));
    }

    private JsonSchema schema(String pointer) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return schemas.getSchema(SchemaLocation.of(BASE + name + "#" + pointer), config);
    }
}
