package chat.parley.ejb.screening;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.time.LatencyHistogram;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A service of the operator's that says what texts are: {@code POST {"text": "…"}} is answered
 * {@code {"labels": ["spam"]}}. Asked for so long at the most and by so many at once; what has failed a few times in a row
 * is left alone for a while. Its address is the operator's to set, not the administrators' of an organization, who could
 * else make the server call whatever it can reach.
 */
@ApplicationScoped
public class Classifier {

    private static final int MOST_FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    @ConfigProperty(name = "parley.classifier.url")
    Optional<String> url;

    @Inject
    @ConfigProperty(name = "parley.classifier.millis", defaultValue = "1000")
    int millis;

    @Inject
    @ConfigProperty(name = "parley.classifier.at-once", defaultValue = "16")
    int atOnce;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    private Optional<URI> address;
    private HttpClient client;
    private Semaphore turns;
    private CircuitBreaker breaker;
    private Timer answers;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected Classifier() {}

    @PostConstruct
    void open() {
        address = url.map(URI::create);
        client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(millis))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        turns = new Semaphore(atOnce);
        breaker = new CircuitBreaker(clock, MOST_FAILURES, PAUSE);
        answers = LatencyHistogram.of("parley.classifier", meters);
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    /** What it calls this text; empty if there is none, or it cannot be asked now, or does not answer in time. */
    Optional<Set<String>> labels(String text) {
        if (address.isEmpty() || !breaker.mayAsk()) {
            return Optional.empty();
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean turn = false;
        try {
            turn = turns.tryAcquire(millis, TimeUnit.MILLISECONDS);
            if (!turn) {
                return Optional.empty();
            }
            Timer.Sample asked = Timer.start();
            Set<String> labels = ask(address.get(), text, Math.max(1, end - System.nanoTime()));
            asked.stop(answers);
            breaker.succeeded();
            return Optional.of(labels);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            failed(e);
            return Optional.empty();
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    private void failed(IOException failure) {
        boolean wasOpen = breaker.isOpen();
        breaker.failed();
        if (breaker.isOpen() && !wasOpen) {
            ChatLog.LOG.classifierAway(failure);
        }
    }

    /** The time is for the whole answer, which the client's own limits do not bound. */
    private Set<String> ask(URI service, String text, long nanos) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put("text", text).toString()))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(nanos, TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("the classifier answered " + response.statusCode());
            }
            return read(JSON.readTree(response.body()));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the classifier did not answer", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Set<String> read(JsonNode answer) throws IOException {
        JsonNode labels = answer.path("labels");
        if (!labels.isArray()) {
            throw new IOException("the classifier's answer has no labels");
        }
        return StreamSupport.stream(labels.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
