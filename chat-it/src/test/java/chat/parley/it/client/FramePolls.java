package chat.parley.it.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/** Long polling. The first thing that is said opens the connection. */
final class FramePolls extends RequestLine {

    /** Longer than between two polls: whose connection is ended then finds it gone, and is not told why. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);

    private FramePolls(FrameSocket.Upgrade to, Consumer<JsonNode> reader) {
        super(to, reader);
    }

    static FrameLine open(FrameSocket.Upgrade to, Consumer<JsonNode> reader) {
        FramePolls line = new FramePolls(to, reader);
        line.listenFromNowOn();
        return line;
    }

    @Override
    void awaitListening() {
        LockSupport.parkNanos(BETWEEN_POLLS.toNanos());
    }

    @Override
    Closed hear() throws IOException, InterruptedException {
        String body = nextToSay();
        for (long got = 0; ; got++) {
            HttpRequest poll = request("/poll")
                    .header("Parley-Got", Long.toString(got))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = HTTP.send(poll, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode() + ": " + answer.body());
            }
            keepCookies(answer);
            if (answer.headers().firstValueAsLong("Parley-Answer").orElse(-1) != got + 1) {
                throw new IOException("not the next answer: " + answer.headers());
            }
            read(answer.body());
            Optional<String> close = answer.headers().firstValue("Parley-Close");
            if (close.isPresent()) {
                String[] why = close.get().split(" ", 2);
                return new Closed(Integer.parseInt(why[0]), why[1]);
            }
            speakAs(answer.headers().firstValue("Parley-Connection").orElseThrow());
            body = "";
        }
    }
}
