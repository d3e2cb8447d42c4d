package chat.parley.it.node;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.launcher.OperatorClient.Load;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is shown how far others have come: in batches, and only where everybody wants it. */
@NodeTest
class ReceiptsIT extends ThreeInARoom {

    @Test
    void what_has_come_and_what_was_read_is_told_to_the_others() {
        long seq = atAnnas.post(room, "hello");

        delivered(atBens, seq);
        JsonNode come = position(atAnnas, ben, seq, 0);
        read(atBens, seq);
        JsonNode seen = position(atAnnas, ben, seq, seq);

        assertThat(come).isNotNull();
        assertThat(seen).isNotNull();
        assertThat(get(anna, "/receipts").ok().path("positions")).contains(seen);
    }

    @Test
    void however_fast_somebody_reads_it_is_told_every_two_seconds() {
        LongStream.rangeClosed(1, 40).forEach(i -> atAnnas.post(room, "message " + i));

        LongStream.rangeClosed(2, 41).forEach(seq -> read(atBens, seq));
        position(atAnnas, ben, 41, 41);

        assertThat(atAnnas.untaken("receipts")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void those_who_read_at_the_same_time_are_told_of_together() {
        long seq = atAnnas.post(room, "hello");

        read(atBens, seq);
        read(atCarols, seq);

        JsonNode frame = atAnnas.hear("receipts");
        if (frame.path("positions").size() == 1) { // the two seconds ended just between them
            read(atBens, atAnnas.post(room, "again"));
            read(atCarols, seq + 1);
            frame = atAnnas.hear("receipts", both -> both.path("positions").size() == 2);
        }
        assertThat(frame.path("positions"))
                .extracting(each -> each.path("account").asLong())
                .containsExactlyInAnyOrder(ben.account(), carol.account());
    }

    @Test
    void a_position_is_at_the_newest_message_at_the_most_and_never_goes_back() {
        long seq = atAnnas.post(room, "hello");

        read(atBens, 1_000_000);
        position(atAnnas, ben, seq, seq);
        read(atBens, 1);
        readByRest(ben, 1);

        assertThat(rooms.get(ben, room).ok().path("read").asLong()).isEqualTo(seq);
    }

    @Test
    void by_rest_it_is_written_before_the_answer() {
        long seq = atAnnas.post(room, "hello");

        readByRest(ben, seq);

        assertThat(rooms.get(ben, room).ok().path("unread").asLong()).isZero();
        position(atAnnas, ben, seq, seq);
    }

    @Test
    void a_message_knows_who_has_read_it_and_when_and_to_whom_it_has_only_come() {
        long seq = atAnnas.post(room, "hello");
        readByRest(ben, seq);
        delivered(atCarols, seq);
        position(atAnnas, carol, seq, 0);

        JsonNode receipts = get(anna, "/messages/" + seq + "/receipts").ok();

        assertThat(receipts.path("members").asLong()).isEqualTo(2);
        assertThat(receipts.path("delivered").asLong()).isEqualTo(2);
        assertThat(receipts.path("read").asLong()).isEqualTo(1);
        assertThat(receipts.path("accounts"))
                .extracting(each -> each.path("account").asLong() + " " + each.path("read") + " " + each.has("at"))
                .containsExactly(ben.account() + " true true", carol.account() + " false false");
    }

    @Test
    void whoever_hides_it_is_not_told_of_and_not_counted_but_has_read_it_on_all_their_devices() {
        hide(ben, true);
        ChatClient onBensPhone = People.client(ben);
        long seq = atAnnas.post(room, "hello");

        read(atBens, seq);
        delivered(atBens, seq);
        onBensPhone.hear("self", f -> f.path("read").path(Long.toString(room)).asLong() == seq);
        read(atCarols, seq);
        position(atAnnas, carol, seq, seq);

        assertThat(told(atAnnas)).doesNotContain(ben.account());
        assertThat(get(anna, "/receipts").ok().path("positions"))
                .extracting(each -> each.path("account").asLong())
                .doesNotContain(ben.account());
        JsonNode receipts = get(anna, "/messages/" + seq + "/receipts").ok();
        assertThat(receipts.path("read").asLong()).isEqualTo(1);
        assertThat(receipts.path("members").asLong()).isEqualTo(2);
    }

    @Test
    void whoever_hides_it_is_shown_nothing_of_others_until_they_show_it_again() {
        long seq = atAnnas.post(room, "hello");
        hide(ben, true);
        assertThat(atBens.hear("self", f -> f.has("receipts")).path("receipts").asBoolean())
                .isFalse();
        atBens.sync();

        read(atCarols, seq);
        position(atAnnas, carol, seq, seq);
        atBens.fence();

        assertThat(atBens.untaken("receipts")).isEmpty();
        assertThat(get(ben, "/receipts").code()).isEqualTo("receipts.hidden");
        assertThat(get(ben, "/messages/" + seq + "/receipts").code()).isEqualTo("receipts.hidden");

        hide(ben, false);
        atBens.hear("self", f -> f.path("receipts").asBoolean());
        atBens.sync();
        read(atCarols, atAnnas.post(room, "again"));
        position(atBens, carol, seq + 1, seq + 1);
    }

    @Test
    void ones_own_setting_can_be_asked_for() {
        assertThat(shown(ben)).isTrue();

        hide(ben, true);

        assertThat(shown(ben)).isFalse();
    }

    @Test
    void a_conversation_may_show_numbers_only() {
        set(anna, "counts").ok();
        atBens.hear("conversation");
        long seq = atAnnas.post(room, "hello");

        readByRest(ben, seq);
        JsonNode receipts = get(anna, "/messages/" + seq + "/receipts").ok();

        assertThat(receipts.path("read").asLong()).isEqualTo(1);
        assertThat(receipts.has("accounts")).isFalse();
        assertThat(get(anna, "/receipts").ok().has("positions")).isFalse();
        nothingIsToldOf(seq);
    }

    @Test
    void a_conversation_may_show_nothing() {
        set(anna, "off").ok();
        long seq = atAnnas.post(room, "hello");

        readByRest(ben, seq);

        assertThat(get(anna, "/receipts").code()).isEqualTo("receipts.off");
        assertThat(get(anna, "/messages/" + seq + "/receipts").code()).isEqualTo("receipts.off");
        nothingIsToldOf(seq);
    }

    @Test
    void who_may_name_a_conversation_sets_it_and_it_is_written_down() {
        assertThat(set(ben, "off").code()).isEqualTo("conversation.role-too-low");
        assertThat(set(anna, "sometimes").code()).isEqualTo("request.malformed");

        assertThat(set(anna, "counts").ok().path("receipts").asText()).isEqualTo("counts");

        assertThat(Json.read(atBens.newest(room, 1).getLast().path("body").asText()))
                .isEqualTo(Json.object("event", "receipts", "receipts", "counts"));
        long direct = rooms.found(anna, "direct", "private", "all", ben);
        assertThat(anna.rest(RealServer.url())
                        .patch("/conversations/" + direct, Json.object("receipts", "off"))
                        .code())
                .isEqualTo("conversation.direct");
    }

    @Test
    void a_large_conversation_shows_numbers_only() {
        List<String[]> crowd = RealServer.operator()
                .load(new Load(1, 101, false))
                .map(line -> line.split("\t"))
                .toList();
        Login first = Login.withToken(RealServer.url(), crowd.get(0)[0], crowd.get(0)[1]);
        Login second = Login.withToken(RealServer.url(), crowd.get(1)[0], crowd.get(1)[1]);
        long large = Long.parseLong(crowd.getFirst()[2]);
        ChatClient atFirsts = People.client(first);
        long seq = atFirsts.post(large, "hello everybody");

        second.rest(RealServer.url())
                .post("/conversations/" + large + "/read", Json.object("seq", seq))
                .ok();
        JsonNode receipts = first.rest(RealServer.url())
                .get("/conversations/" + large + "/messages/" + seq + "/receipts")
                .ok();

        assertThat(receipts.path("members").asLong()).isEqualTo(100);
        assertThat(receipts.path("read").asLong()).isEqualTo(1);
        assertThat(receipts.has("accounts")).isFalse();
        atFirsts.fence();
        assertThat(atFirsts.untaken("receipts")).isEmpty();
    }

    @Test
    void who_is_no_member_moves_nothing_and_is_shown_nothing() {
        Login zoe = People.somebody("zoe");
        ChatClient atZoes = People.client(zoe);
        long seq = atAnnas.post(room, "hello");

        delivered(atZoes, seq);
        read(atZoes, seq);

        JsonNode refusal = atZoes.hear("error");
        assertThat(refusal.path("problem").path("code").asText()).isEqualTo("conversation.missing");
        assertThat(refusal.has("ref")).isFalse();
        assertThat(get(zoe, "/receipts").code()).isEqualTo("conversation.missing");
        assertThat(get(zoe, "/messages/" + seq + "/receipts").code()).isEqualTo("conversation.missing");
        assertThat(get(anna, "/receipts").ok().path("positions"))
                .extracting(each -> each.path("account").asLong())
                .doesNotContain(zoe.account());
    }

    @Test
    void whoever_was_removed_is_told_nothing_more() {
        rooms.remove(anna, room, carol).ok();
        atCarols.hear("removed");
        long seq = atAnnas.post(room, "without Carol");

        readByRest(ben, seq);
        position(atAnnas, ben, seq, seq);
        atCarols.fence();

        assertThat(atCarols.untaken("receipts")).isEmpty();
        assertThat(get(carol, "/receipts").code()).isEqualTo("conversation.not-member");
        assertThat(get(anna, "/receipts").ok().path("positions"))
                .extracting(each -> each.path("account").asLong())
                .doesNotContain(carol.account());
    }

    @Test
    void there_is_nothing_to_see_of_a_message_that_one_may_not_see() {
        long closed = rooms.groupSinceJoining(anna, ben);
        atAnnas.hear("conversation");
        long seq = atAnnas.post(closed, "before Carol");
        rooms.add(anna, closed, carol).ok();

        assertThat(carol.rest(RealServer.url())
                        .get("/conversations/" + closed + "/messages/" + seq + "/receipts")
                        .code())
                .isEqualTo("message.missing");
        assertThat(get(anna, "/messages/99/receipts").code()).isEqualTo("message.missing");
    }

    @Test
    void too_many_positions_at_once_are_no_frame() {
        StringBuilder positions = new StringBuilder();
        IntStream.rangeClosed(1, 501)
                .forEach(id -> positions.append(id == 1 ? "" : ",").append("\"" + id + "\":1"));

        atBens.sayRaw("{\"type\":\"delivered\",\"positions\":{" + positions + "}}");

        assertThat(atBens.hear("error").path("problem").path("code").asText()).isEqualTo("frame.malformed");
    }

    /** What was read above is written; whoever would be told of it has been. */
    private void nothingIsToldOf(long seq) {
        assertThat(rooms.get(ben, room).ok().path("read").asLong()).isEqualTo(seq);
        atAnnas.fence();
        assertThat(atAnnas.untaken("receipts")).isEmpty();
    }

    private void read(ChatClient client, long seq) {
        client.tell(Json.object("type", "read", "conversation", room, "seq", seq));
    }

    private void delivered(ChatClient client, long seq) {
        client.tell(Json.object("type", "delivered", "positions", Json.object(Long.toString(room), seq)));
    }

    private void readByRest(Login who, long seq) {
        who.rest(RealServer.url())
                .post("/conversations/" + room + "/read", Json.object("seq", seq))
                .ok();
    }

    /** Waits until a client is told that somebody has come exactly so far. */
    private static JsonNode position(ChatClient client, Login whose, long delivered, long read) {
        JsonNode wanted = Json.object("account", whose.account(), "delivered", delivered, "read", read);
        JsonNode frame = client.hear(
                "receipts",
                each -> StreamSupport.stream(each.path("positions").spliterator(), false)
                        .anyMatch(position -> position.toString().equals(wanted.toString())));
        return StreamSupport.stream(frame.path("positions").spliterator(), false)
                .filter(position -> position.path("account").asLong() == whose.account())
                .findFirst()
                .orElseThrow();
    }

    /** Of whom a client was told. */
    private static List<Long> told(ChatClient client) {
        return client.untaken("receipts").stream()
                .flatMap(frame -> StreamSupport.stream(frame.path("positions").spliterator(), false))
                .map(position -> position.path("account").asLong())
                .toList();
    }

    private Rest.Answer get(Login who, String path) {
        return who.rest(RealServer.url()).get("/conversations/" + room + path);
    }

    private Rest.Answer set(Login who, String receipts) {
        return who.rest(RealServer.url()).patch("/conversations/" + room, Json.object("receipts", receipts));
    }

    private static void hide(Login who, boolean hidden) {
        who.rest(RealServer.url())
                .put("/me/receipts", Json.object("shown", !hidden))
                .ok();
    }

    private static boolean shown(Login who) {
        return who.rest(RealServer.url()).get("/me/receipts").ok().path("shown").asBoolean();
    }
}
