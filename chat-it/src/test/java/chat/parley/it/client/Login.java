package chat.parley.it.client;

import java.net.URI;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody signed in on one device. */
public final class Login {

    private final String username;
    private final String device;
    private final long account;
    private volatile String accessToken;
    private volatile String refreshToken;

    private Login(String username, String device, JsonNode session) {
        this.username = username;
        this.device = device;
        account = session.path("account").path("id").asLong();
        accessToken = session.path("accessToken").asText();
        refreshToken = session.path("refreshToken").asText();
    }

    /** Signs in. */
    public static Login of(URI node, String username, String password, String device) {
        return new Login(
                username, device, attempt(node, username, password, device).ok());
    }

    /** Somebody with an access token from elsewhere, and without a refresh token. */
    public static Login withToken(URI node, String username, String accessToken) {
        JsonNode me = Rest.at(node).as(() -> accessToken).get("/me").ok();
        return new Login(username, username, Json.object("accessToken", accessToken, "account", me));
    }

    /** Tries to sign in and tells what came back. */
    public static Rest.Answer attempt(URI node, String username, String password, String device) {
        return Rest.at(node)
                .post(
                        "/auth/login",
                        Json.object(
                                "username", username, "password", password, "device", device, "deviceName", device));
    }

    /** Gets fresh tokens for the refresh token. */
    public void refresh(URI node) {
        JsonNode session = Rest.at(node)
                .post("/auth/refresh", Json.object("refreshToken", refreshToken))
                .ok();
        accessToken = session.path("accessToken").asText();
        refreshToken = session.path("refreshToken").asText();
    }

    /** Goes on with another access token. */
    public void use(String freshToken) {
        accessToken = freshToken;
    }

    /** REST in this one's name. */
    public Rest rest(URI node) {
        return Rest.at(node).as(this::accessToken);
    }

    public String username() {
        return username;
    }

    public String device() {
        return device;
    }

    public long account() {
        return account;
    }

    public String accessToken() {
        return accessToken;
    }

    public String refreshToken() {
        return refreshToken;
    }
}
