package chat.parley.it.node;

import java.time.Instant;
import java.util.stream.IntStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna comes and goes, and says this and that of herself; Ben watches. The grace is 4 s. */
@NodeTest
class PresenceIT {

    private static final String SOON = Instant.parse("2100-01-01T00:00:00Z").toString();

    private Login anna;
    private Login ben;
    private ChatClient atBens;

    @BeforeEach
    void ben_watches() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        atBens = People.client(ben);
    }

    @Test
    void a_watch_is_answered_at_once_by_how_they_look() {
        watch(atBens, anna.account());

        JsonNode seen = look(atBens, "offline");
        assertThat(seen.has("lastSeen")).isFalse();
        assertThat(seen.has("text")).isFalse();
    }

    @Test
    void whoever_comes_is_online_and_whoever_goes_is_offline_and_was_last_seen_then() {
        watch(atBens, anna.account());
        look(atBens, "offline");

        ChatClient atAnnas = People.client(anna);
        look(atBens, "online");
        atAnnas.disconnect();

        assertThat(Instant.parse(look(atBens, "offline").path("lastSeen").asText()))
                .isBefore(Instant.now());
    }

    @Test
    void whoever_is_back_within_the_grace_was_never_gone() {
        ChatClient atAnnas = People.client(anna);
        watch(atBens, anna.account());
        lookFinally(atBens, "online");

        atAnnas.disconnect();
        atAnnas.connected(RealServer.url());
        say(atAnnas, "busy");

        look(atBens, "busy");
        assertThat(atBens.untaken("presence")).isEmpty();
    }

    @Test
    void what_one_says_of_oneself_is_told_with_its_text_and_its_end() {
        ChatClient atAnnas = People.client(anna);
        watch(atBens, anna.account());
        lookFinally(atBens, "online");

        atAnnas.tell(Json.object("type", "status", "status", "busy", "text", "In a meeting", "until", SOON));

        JsonNode seen = look(atBens, "busy");
        assertThat(seen.path("text").asText()).isEqualTo("In a meeting");
        assertThat(Instant.parse(seen.path("until").asText())).isEqualTo(Instant.parse(SOON));
    }

    @Test
    void what_one_says_by_rest_is_the_same() {
        ChatClient atAnnas = People.client(anna);
        watch(atBens, anna.account());
        lookFinally(atBens, "online");

        anna.rest(RealServer.url())
                .put("/me/status", Json.object("status", "away", "text", "Lunch"))
                .ok();

        assertThat(look(atBens, "away").path("text").asText()).isEqualTo("Lunch");
        JsonNode status = anna.rest(RealServer.url()).get("/me/status").ok();
        assertThat(status.path("status").asText()).isEqualTo("away");
        atAnnas.close();
    }

    @Test
    void whoever_is_invisible_looks_offline_to_others_and_not_to_themselves() {
        ChatClient atAnnas = People.client(anna);
        watch(atAnnas, anna.account());
        lookFinally(atAnnas, "online");
        watch(atBens, anna.account());
        lookFinally(atBens, "online");

        say(atAnnas, "invisible");

        look(atAnnas, "invisible");
        look(atBens, "offline");
    }

    @Test
    void nobody_hears_anything_of_whoever_comes_and_goes_invisibly() {
        anna.rest(RealServer.url())
                .put("/me/status", Json.object("status", "invisible", "text", "Gone fishing"))
                .ok();
        watch(atBens, anna.account());
        assertThat(look(atBens, "offline").has("lastSeen")).isFalse();

        ChatClient atAnnas = People.client(anna);
        watch(atAnnas, anna.account());
        lookFinally(atAnnas, "invisible");
        ChatClient inAnotherTab = People.client(anna);
        watch(inAnotherTab, anna.account());
        look(inAnotherTab, "invisible");
        atAnnas.disconnect();
        inAnotherTab.disconnect();
        awaitGone(anna);

        watch(atBens, anna.account());
        assertThat(look(atBens, "offline").has("lastSeen")).isFalse();
        assertThat(atBens.untaken("presence")).isEmpty();
    }

    @Test
    void one_sees_with_which_devices_one_is_connected() {
        ChatClient atAnnas = People.client(anna);
        watch(atAnnas, anna.account());
        lookFinally(atAnnas, "online");

        long device = connected(anna).path(0).path("id").asLong();
        assertThat(connected(anna)).hasToString("[{\"id\":%d,\"idle\":false}]", device);
        atAnnas.tell(Json.object("type", "idle", "on", true));
        look(atAnnas, "away");

        assertThat(connected(anna)).hasToString("[{\"id\":%d,\"idle\":true}]", device);
    }

    @Test
    void whoever_is_idle_on_all_devices_is_away() {
        ChatClient atAnnas = People.client(anna);
        watch(atBens, anna.account());
        lookFinally(atBens, "online");

        atAnnas.tell(Json.object("type", "idle", "on", true));
        look(atBens, "away");
        atAnnas.tell(Json.object("type", "idle", "on", false));

        look(atBens, "online");
    }

    @Test
    void when_one_was_last_here_can_be_hidden() {
        JsonNode settings = anna.rest(RealServer.url())
                .patch("/me/settings", Json.object("showLastSeen", false))
                .ok();
        assertThat(settings.path("showLastSeen").asBoolean()).isFalse();
        ChatClient atAnnas = People.client(anna);
        watch(atBens, anna.account());
        lookFinally(atBens, "online");

        atAnnas.disconnect();

        assertThat(look(atBens, "offline").has("lastSeen")).isFalse();
    }

    @Test
    void whom_one_may_not_see_is_left_out_without_a_word() {
        watch(atBens, anna.account(), 9_000_000_000L);

        assertThat(atBens.hear("presence").path("accounts"))
                .extracting(seen -> seen.path("account").asLong())
                .containsExactly(anna.account());
    }

    @Test
    void what_makes_no_sense_is_refused_and_the_connection_stays() {
        say(atBens, "dancing");
        assertThat(atBens.hear("error").path("problem").path("code").asText()).isEqualTo("request.malformed");

        watch(atBens, IntStream.rangeClosed(1, 501).asLongStream().toArray());
        assertThat(atBens.hear("error").path("problem").path("code").asText()).isEqualTo("frame.malformed");

        atBens.fence();
    }

    private static JsonNode connected(Login login) {
        return login.rest(RealServer.url()).get("/me/connected").ok().path("devices");
    }

    private static void awaitGone(Login login) {
        Patience.await(
                "end of the grace", Patience.USUAL, () -> connected(login).isEmpty());
    }

    private static void say(ChatClient client, String status) {
        client.tell(Json.object("type", "status", "status", status));
    }

    private static void watch(ChatClient client, long... accounts) {
        ObjectNode watch = Json.object("type", "watch");
        ArrayNode list = watch.putArray("accounts");
        for (long account : accounts) {
            list.add(account);
        }
        client.tell(watch);
    }

    /** This is told of Anna in the end: she may have come after somebody looked. */
    private static void lookFinally(ChatClient client, String status) {
        while (!client.hear("presence")
                .path("accounts")
                .path(0)
                .path("status")
                .asText()
                .equals(status)) {
            // What was told before counts no more
        }
    }

    /** The next that is told of Anna; it is this. */
    private JsonNode look(ChatClient client, String status) {
        JsonNode seen = client.hear("presence").path("accounts").path(0);
        assertThat(seen.path("account").asLong()).isEqualTo(anna.account());
        assertThat(seen.path("status").asText()).isEqualTo(status);
        return seen;
    }
}
