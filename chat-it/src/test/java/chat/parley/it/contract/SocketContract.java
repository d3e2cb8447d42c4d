package chat.parley.it.contract;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code docs/asyncapi.yaml} says of frames. */
public final class SocketContract {

    private static final SocketContract DOCUMENT = new SocketContract(Description.of("asyncapi.yaml"));

    private final Description description;
    private final Map<String, String> pointers = new HashMap<>();

    private SocketContract(Description description) {
        this.description = description;
        JsonNode messages = description.root().path("components").path("messages");
        messages.properties().forEach(message -> {
            String side = message.getKey().startsWith("client") ? "client" : "server";
            String pointer = "/components/messages/" + message.getKey() + "/payload";
            pointers.put(side + " " + message.getValue().path("name").asText(), pointer);
        });
    }

    /** The one in the docs. */
    public static SocketContract document() {
        return DOCUMENT;
    }

    /** What frames travel by. */
    JsonNode channels() {
        return description.root().path("channels");
    }

    /** The frames of a side that it describes, by name. */
    Set<String> frames(String side) {
        TreeSet<String> names = new TreeSet<>();
        pointers.keySet().stream()
                .filter(key -> key.startsWith(side + " "))
                .forEach(key -> names.add(key.substring(side.length() + 1)));
        return names;
    }

    /** The names of the fields that it describes of a frame. */
    Set<String> fields(String side, String frame) {
        TreeSet<String> names = new TreeSet<>();
        String pointer = pointers.get(side + " " + frame);
        collect(description.root().at(pointer), names);
        return names;
    }

    private void collect(JsonNode schema, Set<String> names) {
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(part -> collect(part, names));
        if (schema.has("$ref")) {
            collect(description.root().at(schema.path("$ref").asText().substring(1)), names);
        }
    }

    /** What is wrong with a frame that the server said; empty if nothing. */
    public String wrong(JsonNode frame) {
        return wrong("server", frame);
    }

    String wrong(String side, JsonNode frame) {
        String name = frame.path("type").asText();
        String pointer = pointers.get(side + " " + name);
        if (pointer == null) {
            return "%s does not describe %s of the %s"
                    .formatted("asyncapi.yaml", name, side)
                    .toLowerCase(Locale.ROOT);
        }
        return description.wrong(pointer, frame);
    }

    /** The message of one of the sides, as the document has it. */
    JsonNode message(String side, String frame) {
        String pointer = Objects.requireNonNull(pointers.get(side + " " + frame));
        return description.root().at(pointer.substring(0, pointer.lastIndexOf('/')));
    }
}
