package chat.parley.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rooms;
import chat.parley.it.cluster.Collector.Noted;
import chat.parley.launcher.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna is on one node, Ben on the other, and somebody looks at what becomes of messages. */
@ClusterTest
@Order(11)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
class TracesIT {

    private static final Collector COLLECTOR = Collector.start();

    /** What the names of those have in common who speak of traces in the log: one tells of each start. */
    private static final String LOGGERS = ".opentelemetry";

    private Cluster cluster;
    private String here;
    private String there;
    private Login anna;
    private Login ben;
    private long room;

    @BeforeAll
    static void trace(Cluster cluster) {
        cluster.restartAll(COLLECTOR.settings());
        cluster.awaitWhole();
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    @BeforeEach
    void anna_and_ben(Cluster started) {
        cluster = started;
        here = cluster.nodes().get(0).name();
        there = cluster.nodes().get(1).name();
        anna = cluster.somebody("anna");
        ben = cluster.somebody("ben");
        room = Rooms.at(cluster.first()).group(anna, ben);
    }

    @Test
    @Order(1)
    void a_message_is_one_trace_from_its_frame_to_those_on_the_other_node() {
        ChatClient atAnnas = Cluster.client(anna, cluster.first());
        ChatClient atBens = Cluster.client(ben, cluster.second());

        // the first ones may be found in the log by a node that was not heard before
        List<Noted> trace = await("trace of a message that was delivered there", () -> {
            atAnnas.post(room, "hello Ben");
            atBens.hearMessage(room, "hello Ben");
            return deliveredThere().map(TracesIT::whole).filter(all -> all.size() == 5);
        });

        assertThat(told(trace))
                .containsExactlyInAnyOrder(
                        "SERVER message send on " + here,
                        "INTERNAL log append on " + here + " after message send",
                        "CONSUMER message deliver on " + here + " after log append",
                        "PRODUCER bus publish on " + here + " after log append",
                        "CONSUMER message deliver on " + there + " after bus publish");
        assertThat(trace)
                .filteredOn(span -> span.name().equals("message send"))
                .allSatisfy(
                        sent -> assertThat(sent.number("parley.conversation")).isEqualTo(room));
        assertThat(trace)
                .filteredOn(span -> span.name().equals("message deliver"))
                .allSatisfy(delivered ->
                        assertThat(delivered.number("parley.connections")).isEqualTo(1));
    }

    @Test
    @Order(2)
    void a_message_posted_by_request_is_part_of_that_requests_trace() {
        long seq = Rooms.at(cluster.first())
                .post(anna, room, UUID.randomUUID().toString(), "by post")
                .ok()
                .path("seq")
                .asLong();

        List<Noted> trace = await(
                "trace of the request",
                () -> sent(seq)
                        .map(TracesIT::whole)
                        .filter(all -> told(all).contains("INTERNAL log append on " + here + " after message send"))
                        .filter(all -> all.size() >= 3));

        assertThat(told(trace))
                .contains(
                        "SERVER POST /api/v1/conversations/{conversation}/messages on " + here,
                        "INTERNAL message send on " + here
                                + " after POST /api/v1/conversations/{conversation}/messages");
    }

    @Test
    @Order(3)
    void names_texts_addresses_and_tokens_do_not_leave_in_spans() {
        anna.rest(cluster.first()).get("/accounts?q=" + ben.username()).ok();
        Cluster.client(anna, cluster.first()).post(room, "a secret");
        await(
                "span of the search",
                () -> COLLECTOR.spans().stream()
                        .filter(span -> span.name().equals("GET /api/v1/accounts"))
                        .findAny());

        assertThat(COLLECTOR.spans()).allSatisfy(span -> {
            assertThat(span.keys())
                    .isSubsetOf(
                            "http.request.method",
                            "http.route",
                            "http.response.status_code",
                            "parley.conversation",
                            "parley.seq",
                            "parley.batch",
                            "parley.receiver",
                            "parley.connections");
            assertThat(span.toString())
                    .doesNotContain(anna.username(), ben.username(), anna.accessToken(), "secret", "127.0.0.1");
        });
    }

    @Test
    @Order(4)
    void without_the_setting_nothing_is_told_and_nothing_logged() {
        List<Integer> before =
                cluster.nodes().stream().map(node -> log(node).size()).toList();
        cluster.restartAll(Map.of());
        cluster.awaitWhole();
        int told = COLLECTOR.spans().size();

        ChatClient atBens = Cluster.client(ben, cluster.second());
        Cluster.client(anna, cluster.first()).post(room, "nobody looks");
        atBens.hearMessage(room, "nobody looks");

        for (int i = 0; i < before.size(); i++) {
            List<String> log = log(cluster.nodes().get(i));
            assertThat(log.subList(before.get(i), log.size()))
                    .filteredOn(line -> line.contains(LOGGERS))
                    .isEmpty();
        }
        assertThat(COLLECTOR.spans()).hasSize(told);
    }

    private Optional<Noted> sent(long seq) {
        return span(span -> span.name().equals("message send")
                && span.number("parley.conversation") == room
                && span.number("parley.seq") == seq);
    }

    private Optional<Noted> deliveredThere() {
        return span(span -> span.name().equals("message deliver")
                && span.node().equals(there)
                && span.number("parley.conversation") == room);
    }

    private static Optional<Noted> span(Predicate<Noted> which) {
        return COLLECTOR.spans().stream().filter(which).findAny();
    }

    private static List<Noted> whole(Noted part) {
        return COLLECTOR.spans().stream()
                .filter(span -> span.trace().equals(part.trace()))
                .toList();
    }

    /** Each span of a trace in words: of what kind it is, where it was made, after which other one. */
    private static List<String> told(List<Noted> trace) {
        Map<String, String> names = trace.stream().collect(Collectors.toMap(Noted::id, Noted::name));
        return trace.stream()
                .map(span -> "%s %s on %s%s"
                        .formatted(
                                span.span().getKind().name().substring("SPAN_KIND_".length()),
                                span.name(),
                                span.node(),
                                span.parent().isEmpty() ? "" : " after " + names.get(span.parent())))
                .toList();
    }

    private static <T> T await(String what, Supplier<Optional<T>> found) {
        AtomicReference<T> result = new AtomicReference<>();
        Patience.await(what, Patience.USUAL, () -> {
            found.get().ifPresent(result::set);
            return result.get() != null;
        });
        return result.get();
    }

    private static List<String> log(Node node) {
        try {
            return Files.readAllLines(node.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
