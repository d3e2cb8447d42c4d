package chat.parley.it.node;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom messages speak to, who is told of it, and what stands in an inbox. More than four members are many here. */
@NodeTest
class MentionsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login carol;
    private ChatClient atAnnas;
    private ChatClient atBens;
    private ChatClient onBensPhone;
    private long room;

    @BeforeEach
    void three_people_in_a_room() {
        anna = People.somebody("anna");
        String username = People.withPassword("ben");
        ben = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        carol = People.somebody("carol");
        room = rooms.groupSinceJoining(anna, ben, carol);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
        onBensPhone = People.client(Login.of(RealServer.url(), username, People.PASSWORD, "phone"));
    }

    @Test
    void a_mention_is_in_the_message_on_every_path_and_counts_for_the_one_it_names() {
        long seq = atAnnas.post(room, "Hello " + to(ben) + ", not `" + to(carol) + "`");

        JsonNode live = atBens.hearMessage(room, "Hello " + to(ben) + ", not `" + to(carol) + "`");
        assertThat(live.path("mentions")).hasSize(1);
        assertThat(live.at("/mentions/0/kind").asText()).isEqualTo("account");
        assertThat(live.at("/mentions/0/account").asLong()).isEqualTo(ben.account());
        assertThat(atBens.newest(room, 1).getFirst().path("mentions")).isEqualTo(live.path("mentions"));
        assertThat(rooms.page(ben, room, "limit=1").at("/messages/0/mentions")).isEqualTo(live.path("mentions"));
        assertThat(mentions(ben)).isEqualTo(1);
        assertThat(mentions(carol)).isZero();
        assertThat(inbox(ben).getFirst().at("/message/seq").asLong()).isEqualTo(seq);
        assertThat(inbox(ben).getFirst().path("read").asBoolean()).isFalse();
        assertThat(inbox(carol)).isEmpty();
    }

    @Test
    void whoever_was_away_is_told_how_often_they_were_mentioned() {
        atBens.awaitPosition(room, 1);
        atBens.disconnect();
        atAnnas.post(room, to(ben));
        atAnnas.post(room, "<@channel>");

        atBens.connected(RealServer.url());

        JsonNode told = atBens.hear("changes").path("conversations").path(0);
        assertThat(told.at("/conversation/mentions").asLong()).isEqualTo(2);
        assertThat(told.at("/messages/1/mentions/0/kind").asText()).isEqualTo("channel");
    }

    @Test
    void the_count_falls_as_one_reads_and_what_was_read_waits_in_the_inbox_until_it_is_done() {
        long seq = atAnnas.post(room, to(ben));

        ben.rest(RealServer.url())
                .post("/conversations/" + room + "/read", Json.object("seq", seq))
                .ok();

        assertThat(mentions(ben)).isZero();
        assertThat(inbox(ben).getFirst().path("read").asBoolean()).isTrue();
        atBens.ask(Json.object("type", "done", "conversation", room, "seq", seq, "on", true));
        assertThat(inbox(ben)).isEmpty();
        JsonNode told = onBensPhone.hear("self", frame -> frame.has("inbox")).path("inbox");
        assertThat(told.at("/marks/0/seq").asLong()).isEqualTo(seq);
        assertThat(told.at("/marks/0/done").asBoolean()).isTrue();
        atAnnas.fence();
        assertThat(atAnnas.untaken("self")).isEmpty();
    }

    @Test
    void what_was_done_is_told_to_a_device_that_was_away() {
        long first = atAnnas.post(room, to(ben));
        long second = atAnnas.post(room, to(ben));
        onBensPhone.awaitPosition(room, second);
        onBensPhone.disconnect();
        Rest rest = ben.rest(RealServer.url());
        String at = inbox(ben).getLast().path("at").asText();
        assertThat(rest.put("/me/inbox", Json.object("until", at)).status()).isEqualTo(204);
        assertThat(rest.put("/me/inbox/" + room + "/" + second, "").status()).isEqualTo(204);
        assertThat(rest.delete("/me/inbox/" + room + "/" + second).status()).isEqualTo(204);

        onBensPhone.connected(RealServer.url());

        assertThat(onBensPhone
                        .hear("self", frame -> frame.path("inbox").has("until"))
                        .at("/inbox/until")
                        .asText())
                .isEqualTo(at);
        assertThat(onBensPhone
                        .hear("self", frame -> frame.at("/inbox/marks/0").has("seq"))
                        .at("/inbox/marks/0/done")
                        .asBoolean())
                .isFalse();
        assertThat(numbers(inbox(ben))).containsExactly(second);
        assertThat(numbers(rest.get("/me/inbox?all=true").ok())).containsExactly(second, first);
        assertThat(rest.put("/me/inbox/" + room + "/1", "").code()).isEqualTo("mention.missing");
        assertThat(rest.put("/me/inbox", Json.object("until", "soon")).code()).isEqualTo("request.malformed");
    }

    @Test
    void an_edit_adds_and_takes_away_and_a_deletion_takes_all() {
        long seq = atAnnas.post(room, to(ben));

        atAnnas.edit(room, seq, to(carol));
        assertThat(mentions(ben)).isZero();
        assertThat(mentions(carol)).isEqualTo(1);
        assertThat(atBens.hear("changed").at("/message/mentions/0/account").asLong())
                .isEqualTo(carol.account());

        atAnnas.delete(room, seq);
        assertThat(mentions(carol)).isZero();
        assertThat(inbox(carol)).isEmpty();
    }

    @Test
    void those_who_are_online_are_meant_by_here() {
        atAnnas.tell(Json.object("type", "watch", "accounts", List.of(ben.account())));
        atAnnas.hear(
                "presence", frame -> frame.at("/accounts/0/status").asText().equals("online"));

        atAnnas.post(room, "<@here>");

        assertThat(mentions(ben)).isEqualTo(1);
        assertThat(mentions(carol)).isZero();
    }

    @Test
    void in_a_large_conversation_only_moderators_speak_to_all_at_once_and_guests_nowhere() {
        long channel = rooms.channel(anna, ben, carol, People.somebody("dora"), People.somebody("emil"));

        assertThat(refusal(() -> atBens.post(channel, "<@channel>"))).isEqualTo("conversation.role-too-low");
        assertThat(refusal(() -> atBens.post(channel, "<@here>"))).isEqualTo("conversation.role-too-low");
        assertThat(refusal(() -> atBens.post(channel, "`<@here>` " + to(anna)))).isEqualTo("met");
        long seq = atBens.post(channel, "soon");
        assertThat(refusal(() -> atBens.edit(channel, seq, "<@channel>"))).isEqualTo("conversation.role-too-low");
        assertThat(rooms.post(ben, channel, "0193a6f2-6a5e-7c31-b1a4-2b8e5f0d7c11", "<@channel>")
                        .code())
                .isEqualTo("conversation.role-too-low");
        rooms.role(anna, channel, ben, "moderator").ok();
        assertThat(refusal(() -> atBens.post(channel, "<@channel>"))).isEqualTo("met");
        assertThat(refusal(() -> atBens.post(room, "<@channel>"))).isEqualTo("met");
        assertThat(mentions(ben)).isZero();
    }

    @Test
    void in_a_thread_one_speaks_to_people_and_whoever_is_named_follows_it() {
        long root = atAnnas.post(room, "question");
        assertThat(refusal(() -> answer(atAnnas, root, "<@here>"))).isEqualTo("mention.in-thread");

        answer(atAnnas, root, to(ben));

        assertThat(mentions(ben)).isZero();
        assertThat(inbox(ben))
                .extracting(item -> item.path("kind").asText())
                .containsExactlyInAnyOrder("mention", "thread");
        assertThat(ben.rest(RealServer.url())
                        .get("/me/threads")
                        .ok()
                        .at("/threads/0/unread")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void those_of_a_user_group_who_are_members_are_told_and_no_others() {
        Login dora = People.somebody("dora");
        long team = team(anna, ben, dora);
        ChatClient benAnew = People.client(ben);
        assertThat(benAnew.hear("welcome").at("/groups/0").asLong()).isEqualTo(team);

        long seq = atAnnas.post(room, "<@&" + team + ">");

        JsonNode live = benAnew.hearMessage(room, "<@&" + team + ">");
        assertThat(live.at("/mentions/0/kind").asText()).isEqualTo("group");
        assertThat(live.at("/mentions/0/group").asLong()).isEqualTo(team);
        assertThat(mentions(ben)).isEqualTo(1);
        assertThat(mentions(anna)).isZero();
        assertThat(mentions(carol)).isZero();
        assertThat(numbers(inbox(ben))).containsExactly(seq);
        assertThat(inbox(dora)).isEmpty();
        long root = atAnnas.post(room, "question");
        answer(atAnnas, root, "<@&" + team + ">");
        assertThat(ben.rest(RealServer.url()).get("/me/threads").ok().path("threads"))
                .hasSize(1);
        JsonNode offered = mentionable(anna, room, "team").ok().path("groups");
        assertThat(offered).extracting(one -> one.path("group").asLong()).contains(team);
    }

    @Test
    void a_user_group_of_many_members_is_for_moderators() {
        Login dora = People.somebody("dora");
        Login emil = People.somebody("emil");
        long channel = rooms.channel(anna, ben, carol, dora, emil);
        long all = team(anna, ben, carol, dora, emil);
        long some = team(anna, ben, carol);

        assertThat(refusal(() -> atBens.post(channel, "<@&" + some + ">"))).isEqualTo("met");
        assertThat(refusal(() -> atBens.post(channel, "<@&" + all + ">"))).isEqualTo("conversation.role-too-low");
        assertThat(refusal(() -> atAnnas.post(channel, "<@&" + all + ">"))).isEqualTo("met");
    }

    @Test
    void what_somebody_says_whom_one_has_blocked_mentions_one_no_longer() {
        atAnnas.post(room, to(ben));
        ben.rest(RealServer.url())
                .call("PUT", "/me/blocks/" + anna.account(), null)
                .ok();

        atAnnas.post(room, "<@channel> " + to(ben));

        assertThat(mentions(ben)).isZero();
        assertThat(inbox(ben)).isEmpty();
        assertThat(mentions(carol)).isEqualTo(1);
    }

    @Test
    void among_announcements_only_moderators_speak_to_all() {
        anna.rest(RealServer.url())
                .patch("/conversations/" + room, Json.object("posting", "moderators"))
                .ok();

        assertThat(refusal(() -> atBens.post(room, "<@channel>"))).isEqualTo("conversation.announcements");
        assertThat(mentionable(ben, room, "").code()).isEqualTo("conversation.announcements");
        assertThat(refusal(() -> atAnnas.post(room, "<@channel>"))).isEqualTo("met");
    }

    @Test
    void a_copy_speaks_to_nobody() {
        long seq = atAnnas.post(room, to(ben));
        long other = rooms.group(anna, ben);

        atAnnas.ask(Json.object(
                "type",
                "forward",
                "conversation",
                other,
                "id",
                "0193a6f2-6a5e-7c31-b1a4-2b8e5f0d7c12",
                "from",
                room,
                "seq",
                seq));

        assertThat(rooms.get(ben, other).ok().path("mentions").asLong()).isZero();
        assertThat(rooms.page(ben, other, "limit=1").at("/messages/0").has("mentions"))
                .isFalse();
    }

    @Test
    void fifty_are_mentioned_at_the_most() {
        StringBuilder many = new StringBuilder();
        for (int account = 1; account <= 50; account++) {
            many.append("<@").append(account).append("> ");
        }

        assertThat(refusal(() -> atAnnas.post(room, many.toString()))).isEqualTo("met");
        assertThat(refusal(() -> atAnnas.post(room, many + "<@51>"))).isEqualTo("mention.too-many");
    }

    @Test
    void whoever_is_removed_sees_none_of_its_mentions_and_who_comes_later_none_from_before() {
        long seq = atAnnas.post(room, to(ben) + " <@channel>");
        assertThat(inbox(ben)).hasSize(1);

        rooms.remove(anna, room, ben).ok();
        assertThat(inbox(ben)).isEmpty();
        assertThat(ben.rest(RealServer.url())
                        .put("/me/inbox/" + room + "/" + seq, "")
                        .code())
                .isEqualTo("mention.missing");

        rooms.add(anna, room, ben).ok();
        assertThat(inbox(ben)).isEmpty();
        assertThat(mentions(ben)).isZero();
    }

    @Test
    void who_is_no_member_is_offered_but_not_told() {
        Login zoe = People.somebody("zoe");

        atAnnas.post(room, to(zoe));

        assertThat(inbox(zoe)).isEmpty();
        JsonNode offer = mentionable(anna, room, zoe.username()).ok();
        assertThat(offer.at("/people/0/account").asLong()).isEqualTo(zoe.account());
        assertThat(offer.at("/people/0/member").asBoolean()).isFalse();
        assertThat(offer.path("members").asLong()).isEqualTo(3);
        assertThat(offer.path("all").asBoolean()).isTrue();
        assertThat(mentionable(anna, room, "").ok().path("people"))
                .extracting(one -> one.path("account").asLong())
                .containsExactlyInAnyOrder(ben.account(), carol.account());
        assertThat(mentionable(zoe, room, "").code()).isEqualTo("conversation.missing");
        long direct = rooms.found(anna, "direct", "private", "all", ben);
        assertThat(mentionable(anna, direct, zoe.username()).ok().path("people"))
                .isEmpty();
    }

    private static long team(Login... people) {
        return People.administrator("ada")
                .rest(RealServer.url())
                .post(
                        "/user-groups",
                        Json.object(
                                "handle",
                                "team" + System.nanoTime(),
                                "name",
                                "A team",
                                "accounts",
                                Stream.of(people).map(Login::account).toList()))
                .ok()
                .path("id")
                .asLong();
    }

    private static Rest.Answer mentionable(Login by, long conversation, String words) {
        return by.rest(RealServer.url()).get("/conversations/" + conversation + "/mentionable?q=" + words);
    }

    private long answer(ChatClient client, long root, String body) {
        return client.ask(Json.object(
                        "type",
                        "send",
                        "conversation",
                        room,
                        "id",
                        UUID.randomUUID().toString(),
                        "body",
                        body,
                        "thread",
                        root))
                .path("seq")
                .asLong();
    }

    private static String to(Login person) {
        return "<@" + person.account() + ">";
    }

    private long mentions(Login by) {
        return rooms.get(by, room).ok().path("mentions").asLong();
    }

    private static List<JsonNode> inbox(Login by) {
        return by.rest(RealServer.url())
                .get("/me/inbox")
                .ok()
                .path("items")
                .valueStream()
                .toList();
    }

    private static List<Long> numbers(List<JsonNode> items) {
        return items.stream().map(item -> item.at("/message/seq").asLong()).toList();
    }

    private static List<Long> numbers(JsonNode page) {
        return numbers(page.path("items").valueStream().toList());
    }

    private static String refusal(Runnable wish) {
        try {
            wish.run();
            return "met";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }
}
