package chat.parley.it.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Conversations as REST makes them; each call in somebody's name. */
public final class Rooms {

    private final URI node;

    private Rooms(URI node) {
        this.node = node;
    }

    /** Conversations on this node. */
    public static Rooms at(URI node) {
        return new Rooms(node);
    }

    /** A private group that newcomers see from the start. */
    public long group(Login owner, Login... members) {
        return found(owner, "group", "private", "all", members);
    }

    /** A private group that newcomers see from their joining on. */
    public long groupSinceJoining(Login owner, Login... members) {
        return found(owner, "group", "private", "joined", members);
    }

    /** A public channel that newcomers see from the start. */
    public long channel(Login owner, Login... members) {
        return found(owner, "channel", "public", "all", members);
    }

    /** Any kind. */
    public long found(Login owner, String kind, String visibility, String history, Login... members) {
        List<Long> ids =
                new ArrayList<>(Arrays.stream(members).map(Login::account).toList());
        return owner.rest(node)
                .post(
                        "/conversations",
                        Json.object(
                                "kind", kind,
                                "name", kind.equals("direct") ? null : "A room of " + owner.username(),
                                "visibility", visibility,
                                "history", history,
                                "members", ids))
                .ok()
                .path("id")
                .asLong();
    }

    /** Adds somebody; what came back. */
    public Rest.Answer add(Login by, long room, Login newcomer) {
        return by.rest(node).post("/conversations/" + room + "/members", Json.object("account", newcomer.account()));
    }

    /** Removes somebody, or leaves. */
    public Rest.Answer remove(Login by, long room, Login member) {
        return by.rest(node).delete("/conversations/" + room + "/members/" + member.account());
    }

    /** Sets a role. */
    public Rest.Answer role(Login by, long room, Login member, String role) {
        return by.rest(node)
                .patch("/conversations/" + room + "/members/" + member.account(), Json.object("role", role));
    }

    /** The conversation as somebody sees it. */
    public Rest.Answer get(Login by, long room) {
        return by.rest(node).get("/conversations/" + room);
    }

    /** Posts by REST, with a new id. */
    public Rest.Answer post(Login by, long room, String id, String body) {
        return by.rest(node).post("/conversations/" + room + "/messages", Json.object("id", id, "body", body));
    }

    /** The numbers of the messages that somebody sees in the newest page. */
    public List<Long> numbers(Login by, long room) {
        List<Long> numbers = new ArrayList<>();
        page(by, room, "limit=200")
                .path("messages")
                .forEach(message -> numbers.add(message.path("seq").asLong()));
        return numbers;
    }

    /** A page by REST, with a query. */
    public JsonNode page(Login by, long room, String query) {
        return by.rest(node)
                .get("/conversations/" + room + "/messages?" + query)
                .ok();
    }
}
