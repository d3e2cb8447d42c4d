package chat.parley.launcher;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Does on a running server what only its operator may: whoever holds the private key. Failures are a {@link
 * LaunchException} with what the server said.
 */
public final class OperatorClient {

    private final RestClient rest;
    private final SigningKeys keys;
    private final Clock clock;

    /** Speaks to the server at this address, which verifies tokens with the public half of these keys. */
    public OperatorClient(Supplier<URI> server, SigningKeys keys, Clock clock) {
        rest = new RestClient(server);
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * An account that is to be.
     *
     * @param password without one nobody can sign in to it yet
     * @param administrator whether it has the duties of system, people and moderation
     * @param duties which others it has
     */
    public record NewAccount(
            String username,
            @Nullable String displayName,
            @Nullable String password,
            boolean administrator,
            List<String> duties) {

        /** An account without other duties. */
        public NewAccount(
                String username, @Nullable String displayName, @Nullable String password, boolean administrator) {
            this(username, displayName, password, administrator, List.of());
        }
    }

    private record NewPassword(String password) {}

    /**
     * Rooms to put load on.
     *
     * @param members how many accounts each room has, all of them new
     * @param seats for how many of each room there is a line, the first ones
     * @param direct direct conversations of two instead of rooms
     */
    public record Load(int rooms, int members, int seats, boolean direct) {

        /** Rooms whose members all have a line. */
        public Load(int rooms, int members, boolean direct) {
            this(rooms, members, members, direct);
        }
    }

    /** Makes an account. */
    public void create(NewAccount account) {
        send(RestClient.PATIENCE, "POST", "accounts", account, HttpResponse.BodyHandlers.ofString());
    }

    /** Gives an account another password. */
    public void changePassword(String username, String password) {
        send(
                RestClient.PATIENCE,
                "PUT",
                "accounts/" + username + "/password",
                new NewPassword(password),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Locks somebody out, at once and everywhere. */
    public void disable(String username) {
        send(
                RestClient.PATIENCE,
                "POST",
                "accounts/" + username + "/disable",
                null,
                HttpResponse.BodyHandlers.ofString());
    }

    /** An access token of this account, as if it had signed in. */
    public String token(String username) {
        String answer = send(
                RestClient.PATIENCE,
                "POST",
                "accounts/" + username + "/token",
                null,
                HttpResponse.BodyHandlers.ofString());
        return json(answer).path("accessToken").asText();
    }

    private static JsonNode json(String answer) {
        try {
            return RestClient.JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new LaunchException(ExitCode.UNEXPECTED, "The server answered something unexpected", e);
        }
    }

    /** Makes the demo people and their channel; nothing changes where they are already. */
    public void demo() {
        send(RestClient.PATIENCE, "POST", "demo", null, HttpResponse.BodyHandlers.ofString());
    }

    /** An organization's audit log as it can be verified elsewhere, line by line. */
    public Stream<String> audit(String organization) {
        String name = URLEncoder.encode(organization, StandardCharsets.UTF_8);
        return send(
                RestClient.BULK_PATIENCE,
                "GET",
                "audit?organization=" + name,
                null,
                HttpResponse.BodyHandlers.ofLines());
    }

    /** What the server answers to somebody, in whose name this is done; it takes a while where much is to be looked at. */
    public JsonNode as(String username, String method, String path) {
        RestClient.Request request = new RestClient.Request(method, path, token(username), null);
        return json(rest.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    /** Makes accounts and conversations in bulk: a line for each seat, {@code user<TAB>token<TAB>conversation}. */
    public Stream<String> load(Load load) {
        return send(RestClient.BULK_PATIENCE, "POST", "load", load, HttpResponse.BodyHandlers.ofLines());
    }

    private <T> T send(
            Duration patience, String method, String path, @Nullable Object body, HttpResponse.BodyHandler<T> handler) {
        String token = keys.operatorToken(clock.instant());
        return rest.send(new RestClient.Request(method, "operator/" + path, token, body), patience, handler);
    }
}
