package chat.parley.it.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/** Server-sent events and requests. */
final class FrameEvents extends RequestLine {

    private final BufferedReader stream;

    private FrameEvents(FrameSocket.Upgrade to, Consumer<JsonNode> reader) throws IOException {
        super(to, reader);
        HttpRequest get = request("/events").GET().build();
        try {
            HttpResponse<InputStream> response = HTTP.send(get, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IOException("no events: status " + response.statusCode());
            }
            keepCookies(response);
            stream = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static FrameLine open(FrameSocket.Upgrade to, Consumer<JsonNode> reader) throws IOException {
        FrameEvents line = new FrameEvents(to, reader);
        line.listenFromNowOn();
        return line;
    }

    @Override
    Closed hear() throws IOException, InterruptedException {
        try (stream) {
            return hearEvents();
        }
    }

    private Closed hearEvents() throws IOException, InterruptedException {
        String event = "message";
        StringBuilder data = new StringBuilder();
        for (String field; (field = stream.readLine()) != null; ) {
            if (field.startsWith("event: ")) {
                event = field.substring("event: ".length());
            } else if (field.startsWith("data: ")) {
                data.append(field.substring("data: ".length())).append('\n');
            } else if (field.isEmpty() && !data.isEmpty()) {
                switch (event) {
                    case "connection" -> speakAs(data.toString().strip());
                    case "message" -> read(data.toString());
                    case "close" -> {
                        JsonNode why = Json.read(data.toString());
                        return new Closed(
                                why.path("code").asInt(), why.path("reason").asText());
                    }
                    default -> throw new IOException("an event of an unknown name: " + event);
                }
                event = "message";
                data.setLength(0);
            }
        }
        throw new IOException("the stream ended without a word");
    }
}
