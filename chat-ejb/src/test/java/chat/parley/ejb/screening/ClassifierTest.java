package chat.parley.ejb.screening;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import chat.parley.ejb.time.MovableClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Asking a real server that answers well, badly, late or not at all. */
class ClassifierTest {

    private final MovableClock clock = MovableClock.atNoon();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private Classifier classifier;
    private volatile Answer answer = exchange -> reply(exchange, 200, "{\"labels\":[\"spam\",\"rude\"]}");

    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer.to(exchange);
        });
        server.start();
        classifier = classifier(400, 16);
    }

    private Classifier classifier(int millis, int atOnce) {
        Classifier made = new Classifier();
        made.url = Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/judge");
        made.millis = millis;
        made.atOnce = atOnce;
        made.clock = clock;
        made.meters = new SimpleMeterRegistry();
        made.open();
        return made;
    }

    @AfterEach
    void stop() {
        end.countDown();
        classifier.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void it_is_told_the_text_and_tells_labels() {
        assertThat(classifier.labels("say \"hi\"\n")).contains(Set.of("spam", "rude"));
        assertThat(heard).containsExactly("{\"text\":\"say \\\"hi\\\"\\n\"}");
    }

    @Test
    void without_an_address_nobody_is_asked() {
        classifier.close();
        classifier = new Classifier();
        classifier.url = Optional.empty();
        classifier.millis = 400;
        classifier.atOnce = 1;
        classifier.clock = clock;
        classifier.meters = new SimpleMeterRegistry();
        classifier.open();

        assertThat(classifier.labels("hello")).isEmpty();
    }

    @Test
    void what_is_no_answer_is_none() {
        for (String body :
                List.of("", "no json", "[]", "{\"labels\":7}", "{\"labels\":[\"" + "x".repeat(70_000) + "\"]}")) {
            classifier.close();
            classifier = classifier(2_000, 16);
            answer = exchange -> reply(exchange, 200, body);
            assertThat(classifier.labels("hello")).as(body).isEmpty();
        }
        answer = exchange -> reply(exchange, 500, "{\"labels\":[]}");
        assertThat(classifier.labels("hello")).isEmpty();
        answer = exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            reply(exchange, 302, "");
        };
        assertThat(classifier.labels("hello")).isEmpty();
    }

    @Test
    void one_that_answers_too_late_or_not_to_the_end_is_not_waited_for() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd();
        };
        long begun = System.nanoTime();

        assertThat(classifier.labels("hello")).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void after_five_failures_it_is_left_alone_and_one_asks_whether_it_is_back() {
        answer = exchange -> reply(exchange, 503, "");
        for (int i = 0; i < 8; i++) {
            assertThat(classifier.labels("hello")).isEmpty();
        }
        assertThat(heard).hasSize(5);

        clock.pass(Duration.ofSeconds(10));
        assertThat(classifier.labels("still away?")).isEmpty();
        assertThat(classifier.labels("nobody asks")).isEmpty();
        assertThat(heard).hasSize(6);

        answer = exchange -> reply(exchange, 200, "{\"labels\":[]}");
        clock.pass(Duration.ofSeconds(10));
        assertThat(classifier.labels("back?")).contains(Set.of());
        assertThat(classifier.labels("yes")).contains(Set.of());
        assertThat(heard).hasSize(8);
    }

    @Test
    void no_more_ask_at_once_than_may() throws Exception {
        classifier.close();
        classifier = classifier(20_000, 2);
        CountDownLatch two = new CountDownLatch(2);
        answer = exchange -> {
            two.countDown();
            awaitEnd();
            reply(exchange, 200, "{\"labels\":[]}");
        };
        List<Future<Optional<Set<String>>>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(threads.submit(() -> classifier.labels("hello")));
        }

        assertThat(two.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).hasSize(2);

        end.countDown();
        for (Future<Optional<Set<String>>> each : all) {
            assertThat(each.get(20, TimeUnit.SECONDS)).contains(Set.of());
        }
        assertThat(heard).hasSize(6);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
