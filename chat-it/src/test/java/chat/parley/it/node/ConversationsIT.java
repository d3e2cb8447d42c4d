package chat.parley.it.node;

import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Conversations and who is in them. */
@NodeTest
class ConversationsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login gus;
    private Login zoe;

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        gus = People.somebody("gus");
        zoe = People.somebody("zoe");
    }

    @Test
    void a_pair_has_one_direct_conversation() {
        Rest.Answer first = direct(anna, ben);
        Rest.Answer again = direct(anna, ben);
        Rest.Answer back = direct(ben, anna);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(back.status()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(back.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(first.body().path("with").asLong()).isEqualTo(ben.account());
        assertThat(back.body().path("with").asLong()).isEqualTo(anna.account());
    }

    @Test
    void in_a_direct_one_nobody_joins_leaves_or_removes() {
        long room = direct(anna, ben).ok().path("id").asLong();

        assertThat(rooms.add(anna, room, gus).code()).isEqualTo("conversation.direct");
        assertThat(rooms.remove(anna, room, anna).code()).isEqualTo("conversation.direct");
        assertThat(rooms.remove(anna, room, ben).code()).isEqualTo("conversation.direct");
        assertThat(rooms.role(anna, room, ben, "owner").status()).isEqualTo(409);
    }

    @Test
    void whoever_begins_a_group_owns_it_and_its_first_message_says_who_is_in() {
        long room = rooms.group(anna, ben);

        assertThat(rooms.get(anna, room).ok().path("role").asText()).isEqualTo("owner");
        assertThat(rooms.get(ben, room).ok().path("role").asText()).isEqualTo("member");
        JsonNode created = Json.read(rooms.page(ben, room, "limit=1")
                .path("messages")
                .path(0)
                .path("body")
                .asText());
        assertThat(created.path("event").asText()).isEqualTo("created");
        assertThat(created.path("accounts"))
                .extracting(JsonNode::asLong)
                .containsExactlyInAnyOrder(anna.account(), ben.account());
    }

    @Test
    void a_private_conversation_is_missing_for_those_who_are_not_in() {
        long room = rooms.group(anna, ben);

        assertThat(rooms.get(zoe, room).code()).isEqualTo("conversation.missing");
        assertThat(rooms.get(zoe, 987_654_321).body())
                .isEqualTo(rooms.get(zoe, room).body());
        assertThat(zoe.rest(RealServer.url())
                        .get("/conversations/" + room + "/messages")
                        .status())
                .isEqualTo(404);
        assertThat(zoe.rest(RealServer.url())
                        .get("/conversations/" + room + "/members")
                        .status())
                .isEqualTo(404);
        assertThat(rooms.post(zoe, room, UUID.randomUUID().toString(), "let me in")
                        .status())
                .isEqualTo(404);
        assertThat(join(zoe, room).status()).isEqualTo(404);
    }

    @Test
    void a_public_channel_is_found_and_joined() {
        long room = rooms.channel(anna);
        String name = rooms.get(anna, room).ok().path("name").asText();

        JsonNode found = zoe.rest(RealServer.url())
                .get("/channels?q=" + name.replace(" ", "%20"))
                .ok()
                .path("channels");
        Rest.Answer joined = join(zoe, room);

        assertThat(found).extracting(channel -> channel.path("id").asLong()).contains(room);
        assertThat(joined.ok().path("role").asText()).isEqualTo("member");
        assertThat(rooms.numbers(zoe, room)).containsExactly(1L, 2L);
    }

    @Test
    void joining_twice_changes_nothing() {
        long room = rooms.channel(anna);
        join(zoe, room).ok();

        join(zoe, room).ok();

        assertThat(rooms.get(anna, room).ok().path("seq").asLong()).isEqualTo(2);
    }

    @Test
    void to_a_private_channel_only_administrators_add() {
        long room = rooms.found(anna, "channel", "private", "all", ben);

        assertThat(rooms.add(ben, room, gus).code()).isEqualTo("conversation.role-too-low");
        assertThat(rooms.add(anna, room, gus).status()).isEqualTo(201);
        assertThat(join(zoe, room).status()).isEqualTo(404);
    }

    @Test
    void whoever_has_a_link_comes_in_by_it_until_it_is_taken_back() {
        long room = rooms.group(anna, ben);
        Rest asBen = ben.rest(RealServer.url());
        Rest asZoe = zoe.rest(RealServer.url());
        Rest.Answer made = asBen.post("/conversations/" + room + "/invitations", Json.object("uses", 5));
        JsonNode secret = Json.object("token", made.body().path("token").asText());

        assertThat(made.status()).isEqualTo(201);
        assertThat(asZoe.post("/invitations/look", secret)
                        .ok()
                        .path("conversation")
                        .asLong())
                .isEqualTo(room);
        assertThat(rooms.get(zoe, room).status()).isEqualTo(404);
        assertThat(asZoe.post("/invitations/accept", secret).ok().path("role").asText())
                .isEqualTo("member");
        JsonNode listed = asBen.get("/conversations/" + room + "/invitations")
                .ok()
                .path("invitations")
                .path(0);
        assertThat(listed.path("uses").asInt()).isEqualTo(1);
        assertThat(listed.has("token")).isFalse();
        asBen.delete("/conversations/" + room + "/invitations/" + listed.path("id"))
                .ok();
        assertThat(gus.rest(RealServer.url())
                        .post("/invitations/accept", secret)
                        .code())
                .isEqualTo("invitation.missing");
    }

    @Test
    void to_a_group_any_member_adds() {
        long room = rooms.group(anna, ben);

        assertThat(rooms.add(ben, room, gus).status()).isEqualTo(201);
        assertThat(rooms.get(gus, room).status()).isEqualTo(200);
    }

    @Test
    void whoever_is_added_hears_of_it_at_once_and_whoever_is_there_too() {
        long room = rooms.group(anna, ben);
        ChatClient atBens = People.client(ben);
        ChatClient atGuss = People.client(gus);

        rooms.add(anna, room, gus).ok();

        JsonNode conversation = atGuss.hear(
                "conversation", f -> f.path("conversation").path("id").asLong() == room);
        assertThat(conversation.path("conversation").path("seq").asLong()).isEqualTo(2);
        JsonNode joined = Json.read(atBens.hear("message", f -> f.path("seq").asLong() == 2)
                .path("body")
                .asText());
        assertThat(joined.path("event").asText()).isEqualTo("joined");
        assertThat(joined.path("accounts").path(0).asLong()).isEqualTo(gus.account());
    }

    @Test
    void whoever_leaves_is_told_where_it_ended_and_sees_nothing_after() {
        long room = rooms.group(anna, ben);
        ChatClient atBens = People.client(ben);

        rooms.remove(ben, room, ben).ok();

        assertThat(atBens.hear("removed").path("seq").asLong()).isEqualTo(2);
        rooms.post(anna, room, UUID.randomUUID().toString(), "Ben is gone").ok();
        assertThat(rooms.numbers(ben, room)).containsExactly(1L, 2L);
        assertThat(rooms.post(ben, room, UUID.randomUUID().toString(), "still here")
                        .code())
                .isEqualTo("conversation.not-member");
    }

    @Test
    void members_do_not_remove_and_moderators_remove_only_those_below() {
        long room = rooms.group(anna, ben, gus, zoe);

        assertThat(rooms.remove(ben, room, gus).code()).isEqualTo("conversation.role-too-low");
        rooms.role(anna, room, ben, "moderator").ok();
        rooms.role(anna, room, zoe, "moderator").ok();
        assertThat(rooms.remove(ben, room, zoe).code()).isEqualTo("conversation.role-too-low");
        assertThat(rooms.remove(ben, room, gus).status() / 100).isEqualTo(2);
    }

    @Test
    void roles_are_set_by_administrators_and_only_below_their_own() {
        long room = rooms.group(anna, ben, gus);

        assertThat(rooms.role(ben, room, gus, "moderator").code()).isEqualTo("conversation.role-too-low");
        rooms.role(anna, room, ben, "administrator").ok();
        assertThat(rooms.role(ben, room, gus, "administrator").code()).isEqualTo("conversation.role-too-low");
        assertThat(rooms.role(ben, room, gus, "moderator").ok().path("role").asText())
                .isEqualTo("moderator");
        assertThat(rooms.role(ben, room, gus, "emperor").code()).isEqualTo("request.malformed");
    }

    @Test
    void a_guest_reads_but_does_not_post() {
        long room = rooms.group(anna, gus);
        rooms.role(anna, room, gus, "guest").ok();

        assertThat(rooms.post(gus, room, UUID.randomUUID().toString(), "may I?").code())
                .isEqualTo("conversation.role-too-low");
        assertThat(rooms.numbers(gus, room)).containsExactly(1L, 2L);
    }

    @Test
    void the_last_owner_does_not_leave_before_there_is_another() {
        long room = rooms.group(anna, ben);

        assertThat(rooms.remove(anna, room, anna).code()).isEqualTo("conversation.last-owner");
        rooms.role(anna, room, ben, "owner").ok();
        assertThat(rooms.remove(anna, room, anna).status() / 100).isEqualTo(2);
    }

    @Test
    void a_new_name_is_seen_by_all() {
        long room = rooms.group(anna, ben);
        ChatClient atBens = People.client(ben);

        anna.rest(RealServer.url())
                .patch("/conversations/" + room, Json.object("name", "Spring fair"))
                .ok();

        JsonNode renamed = Json.read(atBens.hear("message", f -> f.path("seq").asLong() == 2)
                .path("body")
                .asText());
        assertThat(renamed.path("event").asText()).isEqualTo("renamed");
        assertThat(renamed.path("name").asText()).isEqualTo("Spring fair");
        assertThat(rooms.get(ben, room).ok().path("name").asText()).isEqualTo("Spring fair");
    }

    @Test
    void an_archived_conversation_is_read_but_not_written() {
        long room = rooms.group(anna, ben);

        anna.rest(RealServer.url())
                .patch("/conversations/" + room, Json.object("archived", true))
                .ok();

        assertThat(rooms.post(ben, room, UUID.randomUUID().toString(), "too late")
                        .code())
                .isEqualTo("conversation.archived");
        assertThat(rooms.numbers(ben, room)).containsExactly(1L, 2L);
    }

    @Test
    void my_conversations_tell_what_is_unread_and_what_came_last() {
        long room = rooms.group(anna, ben);
        rooms.post(anna, room, UUID.randomUUID().toString(), "hello Ben").ok();

        JsonNode before = mine(ben, room);
        ben.rest(RealServer.url())
                .post("/conversations/" + room + "/read", Json.object("seq", 2))
                .ok();
        JsonNode after = mine(ben, room);

        assertThat(before.path("last").path("body").asText()).isEqualTo("hello Ben");
        assertThat(before.path("unread").asLong()).isPositive();
        assertThat(after.path("unread").asLong()).isZero();
        assertThat(after.path("read").asLong()).isEqualTo(2);
    }

    @Test
    void members_are_listed_with_their_roles() {
        long room = rooms.group(anna, ben);

        JsonNode members = ben.rest(RealServer.url())
                .get("/conversations/" + room + "/members")
                .ok()
                .path("members");

        assertThat(members)
                .extracting(member -> member.path("username").asText() + " "
                        + member.path("role").asText() + " " + member.path("since"))
                .containsExactlyInAnyOrder(anna.username() + " owner 1", ben.username() + " member 1");
    }

    @Test
    void what_makes_no_sense_is_said_to_be_malformed() {
        Rest asAnna = anna.rest(RealServer.url());

        assertThat(asAnna.post("/conversations", Json.object("kind", "committee"))
                        .code())
                .isEqualTo("request.malformed");
        assertThat(asAnna.post("/conversations", Json.object("kind", "group", "name", "x".repeat(201)))
                        .status())
                .isEqualTo(400);
        assertThat(asAnna.call("POST", "/conversations", Json.read("[1,2]")).status())
                .isEqualTo(400);
        assertThat(asAnna.get("/conversations/not-a-number").status()).isIn(400, 404);
        assertThat(asAnna.post("/conversations", Json.object("kind", "direct", "members", new long[] {987_654_321}))
                        .code())
                .isEqualTo("account.missing");
    }

    private Rest.Answer direct(Login by, Login with) {
        return by.rest(RealServer.url())
                .post("/conversations", Json.object("kind", "direct", "members", new long[] {with.account()}));
    }

    private static Rest.Answer join(Login by, long room) {
        return by.rest(RealServer.url()).post("/conversations/" + room + "/join", null);
    }

    private static JsonNode mine(Login by, long room) {
        for (JsonNode each :
                by.rest(RealServer.url()).get("/conversations").ok().path("conversations")) {
            if (each.path("id").asLong() == room) {
                return each;
            }
        }
        throw new AssertionError("conversation " + room + " is not listed");
    }
}
