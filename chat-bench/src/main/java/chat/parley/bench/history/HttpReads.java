package chat.parley.bench.history;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import chat.parley.bench.report.Figures;
import chat.parley.jpa.database.Database;

/** Reads the history through a server: its policy, its SQL, its JSON, HTTP and all. */
public final class HttpReads {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final HistoryData data;
    private final URI server;
    private final List<String> tokens;

    /**
     * Reads from this server, whose database {@link HistoryFill} has filled.
     *
     * @param token gives an access token for a username
     */
    public HttpReads(Database database, URI server, UnaryOperator<String> token) {
        this.data = new HistoryFill(database).data();
        this.server = server;
        this.tokens = IntStream.range(0, HistoryPlan.READERS)
                .mapToObj(reader -> token.apply(data.username(reader)))
                .toList();
    }

    /** Measures every kind of reading with every number of threads. */
    public void measure(List<Readers> readers, Consumer<Figures> report) {
        for (Read read : reads()) {
            readers.forEach(some -> report.accept(some.measure(read)));
        }
    }

    private List<Read> reads() {
        return List.of(
                new Read("REST: last 50 of a conversation", random -> {
                    HistoryData.Place place = data.anyMessage(random);
                    return get(place.reader(), "conversations/" + place.conversation() + "/messages?limit=50");
                }),
                new Read("REST: 50 at any depth", random -> {
                    HistoryData.Place place = data.anyMessage(random);
                    return get(
                            place.reader(),
                            "conversations/%s/messages?limit=50&before=%d"
                                    .formatted(place.conversation(), place.seq() + 1));
                }),
                new Read(
                        "REST: list of conversations",
                        random -> get(random.nextInt(HistoryPlan.READERS), "conversations")));
    }

    /** Answers how many bytes came. */
    private int get(int reader, String path) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
                            .header("Authorization", "Bearer " + tokens.get(reader))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered with " + answer.statusCode());
            }
            return answer.body().length;
        } catch (IOException e) {
            throw new IllegalStateException(path + " was not answered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
