package chat.parley.it.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import chat.parley.launcher.ParleyHome;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.ServerFrame;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/asyncapi.yaml} describes every frame there is, with its fields, and nothing else. */
class SocketContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SocketContract CONTRACT = SocketContract.document();

    private record Frame(String side, String name, Class<?> type) {

        @Override
        public String toString() {
            return side + " " + name;
        }
    }

    static Stream<Frame> frames() {
        return Stream.concat(frames("client", ClientFrame.class), frames("server", ServerFrame.class));
    }

    private static Stream<Frame> frames(String side, Class<?> root) {
        return Arrays.stream(root.getAnnotation(JsonSubTypes.class).value())
                .map(each -> new Frame(side, each.name(), each.value()));
    }

    @Test
    void it_describes_every_frame_and_no_other() {
        for (String side : List.of("client", "server")) {
            assertThat(CONTRACT.frames(side))
                    .containsExactlyInAnyOrderElementsOf(
                            frames().filter(frame -> frame.side().equals(side))
                                    .map(Frame::name)
                                    .toList());
        }
    }

    @Test
    void every_way_carries_the_same_frames() {
        JsonNode channels = CONTRACT.channels();

        assertThat(channels)
                .extracting(channel -> channel.path("address").asText())
                .containsExactlyInAnyOrder("/api/v1/socket", "/api/v1/events", "/api/v1/frames", "/api/v1/poll");
        for (String side : List.of("client", "server")) {
            for (JsonNode channel : channels) {
                List<String> carried = channel.path("messages")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> name.startsWith(side))
                        .toList();
                assertThat(carried)
                        .as("%s at %s", side, channel.path("address"))
                        .satisfiesAnyOf(
                                names -> assertThat(names).isEmpty(),
                                names -> assertThat(names).hasSameSizeAs(CONTRACT.frames(side)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void it_describes_every_field_and_no_other(Frame frame) {
        Set<String> fields = fields(frame.type());
        fields.add("type");

        assertThat(CONTRACT.fields(frame.side(), frame.name())).containsExactlyInAnyOrderElementsOf(fields);
    }

    private static Set<String> fields(Class<?> type) {
        TreeSet<String> names = new TreeSet<>();
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                names.addAll(fields(component.getType()));
            } else {
                names.add(component.getName());
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("frames")
    void the_golden_file_is_as_described(Frame frame) throws IOException {
        Path golden = ParleyHome.find()
                .checkout()
                .resolve("chat-web/src/test/resources/wire/v1")
                .resolve(frame.side())
                .resolve(frame.name() + ".json");

        assertThat(CONTRACT.wrong(frame.side(), JSON.readTree(golden.toFile()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void its_examples_are_as_described(Frame frame) {
        JsonNode examples = CONTRACT.message(frame.side(), frame.name()).path("examples");

        assertThat(examples).isNotEmpty();
        assertThat(examples)
                .allSatisfy(example -> assertThat(CONTRACT.wrong(frame.side(), example.path("payload")))
                        .isEmpty());
    }

    @Test
    void what_is_not_as_described_is_noticed() throws IOException {
        JsonNode frame = JSON.readTree("{\"type\":\"removed\",\"conversation\":\"51\"}");

        assertThat(CONTRACT.wrong(frame)).contains("conversation").contains("seq");
        assertThat(CONTRACT.wrong(JSON.readTree("{\"type\":\"invented\"}"))).contains("invented");
    }
}
