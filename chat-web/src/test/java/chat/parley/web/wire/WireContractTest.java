package chat.parley.web.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every frame has a golden file, {@code wire/v1/<side>/<frame>.json}, with all of its fields. Other people's clients
 * rely on them: within version 1 they only grow.
 */
class WireContractTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Golden(String side, Class<?> root, Class<?> frame, String name) {

        String path() {
            return "/wire/v1/" + side + "/" + name + ".json";
        }

        JsonNode read() throws IOException {
            try (InputStream file = WireContractTest.class.getResourceAsStream(path())) {
                assertThat(file).as("golden file %s", path()).isNotNull();
                return JSON.readTree(file);
            }
        }

        @Override
        public String toString() {
            return side + " " + name;
        }
    }

    static Stream<Golden> frames() {
        return Stream.concat(frames("client", ClientFrame.class), frames("server", ServerFrame.class));
    }

    private static Stream<Golden> frames(String side, Class<?> root) {
        List<JsonSubTypes.Type> names =
                List.of(root.getAnnotation(JsonSubTypes.class).value());
        return frameClasses(root)
                .map(frame -> new Golden(
                        side,
                        root,
                        frame,
                        names.stream()
                                .filter(type -> type.value() == frame)
                                .map(JsonSubTypes.Type::name)
                                .findFirst()
                                .orElseThrow(() -> new AssertionError(frame + " has no name on the wire"))));
    }

    private static Stream<Class<?>> frameClasses(Class<?> root) {
        return Arrays.stream(root.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_frame_reads_and_writes_its_golden_file(Golden golden) throws IOException {
        JsonNode file = golden.read();

        Object frame = JSON.treeToValue(file, golden.root());

        assertThat(frame).isInstanceOf(golden.frame());
        assertThat(JSON.readTree(JSON.writerFor(golden.root()).writeValueAsString(frame)))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_golden_file_shows_every_field(Golden golden) throws IOException {
        JsonNode file = golden.read();

        assertThat(file.fieldNames()).toIterable().contains("type").containsAll(fields(golden.frame()));
    }

    private static List<String> fields(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? fields(component.getType()).stream()
                        : Stream.of(component.getName()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void unknown_fields_are_ignored(Golden golden) throws IOException {
        ObjectNode file = golden.read().deepCopy();

        file.put("inventedLater", "whatever");

        assertThat(JSON.treeToValue(file, golden.root())).isInstanceOf(golden.frame());
    }

    @Test
    void what_is_missing_is_left_out_not_null() throws IOException {
        JsonNode ok = JSON.readTree(JSON.writeValueAsString(new ServerFrame.Ok(1L, null, null, null, null, null)));

        assertThat(ok).isEqualTo(JSON.readTree("{\"type\":\"ok\",\"ref\":1}"));
    }
}
