package chat.parley.it.node;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.ClientCopy;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.launcher.OperatorClient.Load;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * State and events are the fetched state: three people do at random, and at once, whatever can be done, and refused or
 * not, in the end Carol's client that heard everything, her client that was away time and again, a new one, and REST
 * show the same.
 */
@NodeTest
class AgreementIT {

    private static final List<Long> SEEDS = List.of(1837L, 1848L, 1871L);
    private static final int DEEDS = 500;
    private static final int DEEDS_BETWEEN_ABSENCES = 20;
    private static final String OWN_EMOJI = "agreed";
    private static final List<String> EMOJI = List.of("👍", "❤️", "🎉", "👀", ":" + OWN_EMOJI + ":");

    private final List<Ability> abilities = new ArrayList<>();
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private final Map<Long, List<Long>> said = new ConcurrentHashMap<>();
    private final Map<Long, List<Long>> asked = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final Rooms rooms = Rooms.at(RealServer.url());

    /** What somebody may do to a conversation, with dice. */
    private interface Deed {
        Rest.Answer by(Doer doer, long room, Random dice);
    }

    /** It is done once in so many times that the dice name it. */
    private record Ability(String name, int oneIn, Deed deed) {}

    /** Somebody, by REST. */
    private record Doer(Login login, Rest rest) {}

    private HttpServer pages;

    @BeforeEach
    void an_emoji_and_pages_to_link_to() throws IOException {
        EmojiIT.add(People.administrator("ada"), OWN_EMOJI, EmojiIT.picture());
        pages = PreviewsIT.site(RealServer.PAGES_PORT, _ -> {});
    }

    @AfterEach
    void pages_gone() {
        pages.stop(0);
    }

    @Test
    void whoever_heard_it_all_whoever_came_back_and_whoever_asks_see_the_same() {
        SEEDS.forEach(this::happens);

        assertThat(met)
                .as("what was not always refused")
                .containsExactlyInAnyOrderElementsOf(
                        abilities.stream().map(Ability::name).toList());
    }

    private void happens(long seed) {
        abilities.clear();
        List<Doer> people = RealServer.operator()
                .load(new Load(1, 3, false))
                .map(line -> line.split("\t", -1))
                .map(fields -> Login.withToken(RealServer.url(), fields[0], fields[1]))
                .map(login -> new Doer(login, login.rest(RealServer.url())))
                .toList();
        Login anna = people.getFirst().login();
        Login ben = people.get(1).login();
        Login carol = people.getLast().login();
        Rest carols = people.getLast().rest();
        ClientCopy live = new ClientCopy();
        ClientCopy returning = new ClientCopy();
        ChatClient always = live.client("always", carol).connected(RealServer.url());
        ChatClient sometimes = returning.client("sometimes", carol).connected(RealServer.url());
        List<Long> places = List.of(
                rooms.group(anna, ben, carol),
                rooms.groupSinceJoining(anna, ben, carol),
                rooms.channel(anna, ben, carol),
                rooms.found(anna, "direct", "private", "all", carol));
        learn(anna, carol);

        List<CompletableFuture<Void>> doing = new ArrayList<>();
        for (Doer doer : people) {
            Random dice = new Random(seed + doer.login().account());
            doing.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < DEEDS; i++) {
                            act(doer, places.get(dice.nextInt(places.size())), dice);
                            if (doer.login() == carol && i % DEEDS_BETWEEN_ABSENCES == 0) {
                                comeOrGo(sometimes);
                            }
                        }
                    },
                    Thread::startVirtualThread));
        }
        doing.forEach(
                each -> Patience.await("the end of what " + seed + " brings", Patience.USUAL.multipliedBy(4), each));
        if (!sometimes.online()) {
            sometimes.connected(RealServer.url());
        }

        live.agrees("who heard it all", carols, carol.account());
        returning.agrees("who came back", carols, carol.account());
        ClientCopy fresh = new ClientCopy();
        ChatClient installed = fresh.client("installed", carol).connected(RealServer.url());
        fresh.agrees("who comes anew", carols, carol.account());
        agrees("who came back", returning, live);
        agrees("who comes anew", fresh, live);
        List.of(always, sometimes, installed).forEach(ChatClient::close);
    }

    private static void comeOrGo(ChatClient client) {
        if (client.online()) {
            client.disconnect();
        } else {
            client.connected(RealServer.url());
        }
    }

    /** What she does not want to see herself is told to her clients only. */
    private static void agrees(String who, ClientCopy copy, ClientCopy other) {
        long end = System.nanoTime() + Patience.USUAL.toNanos();
        while (!copy.hidden().equals(other.hidden()) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(copy.hidden()).as(who).isEqualTo(other.hidden());
    }

    private void act(Doer doer, long room, Random dice) {
        Ability ability = abilities.get(dice.nextInt(abilities.size()));
        if (dice.nextInt(ability.oneIn()) > 0) {
            return;
        }
        Rest.Answer answer = ability.deed().by(doer, room, dice);
        assertThat(answer.status()).as("%s: %s", ability.name(), answer.body()).isLessThan(500);
        if (answer.status() < 300) {
            met.add(ability.name());
            if (answer.body().has("seq") && !answer.body().has("kind")) {
                said(room).add(answer.body().path("seq").asLong());
            }
        }
    }

    private void learn(Login anna, Login carol) {
        can("post", (doer, room, dice) -> doer.rest().post(in(room) + "/messages", words(dice, null, null)));
        String toCarol = " <@" + carol.account() + ">";
        can(
                "mention",
                (doer, room, dice) -> doer.rest()
                        .post(
                                in(room) + "/messages",
                                Json.object(
                                        "id", id(dice), "body", dice.nextBoolean() ? toCarol : "all of <@channel>")));
        can("put away", (doer, room, dice) -> doer.rest().put(mention(doer, room, dice), Json.object()));
        can("take back into the inbox", (doer, room, dice) -> doer.rest().delete(mention(doer, room, dice)));
        can(
                "reply",
                (doer, room, dice) -> doer.rest().post(in(room) + "/messages", words(dice, some(room, dice), null)));
        can(
                "answer in a thread",
                (doer, room, dice) -> doer.rest().post(in(room) + "/messages", words(dice, null, some(room, dice))));
        can(
                "forward",
                (doer, room, dice) -> doer.rest()
                        .post(
                                in(room) + "/forwards",
                                Json.object("id", id(dice), "from", room, "seq", some(room, dice))));
        can(
                "post a link",
                (doer, room, dice) ->
                        doer.rest().post(in(room) + "/messages", Json.object("id", id(dice), "body", link(dice))));
        can("take previews away", (doer, room, dice) -> doer.rest().delete(message(room, dice) + "/previews"));
        rarely(
                "look at links or not",
                (doer, room, dice) -> doer.rest().patch(in(room), Json.object("previews", dice.nextInt(4) > 0)));
        can(
                "edit",
                (doer, room, dice) -> doer.rest()
                        .patch(
                                message(room, dice),
                                Json.object("body", "edited " + dice.nextInt() + (dice.nextBoolean() ? toCarol : ""))));
        rarely(
                "delete",
                (doer, room, dice) -> doer.rest().delete(message(room, dice) + "?reason=said+" + dice.nextInt()));
        can("delete for oneself", (doer, room, dice) -> doer.rest().put(hidden(room, dice), Json.object()));
        can("show again", (doer, room, dice) -> doer.rest().delete(hidden(room, dice)));
        can("ask", (doer, room, dice) -> {
            Rest.Answer answer = doer.rest().post(in(room) + "/messages", question(dice));
            if (answer.body().has("seq")) {
                asked(room).add(answer.body().path("seq").asLong());
            }
            return answer;
        });
        can(
                "vote",
                (doer, room, dice) ->
                        doer.rest().put(someAsked(room, dice) + "/vote", Json.object("choices", choices(dice))));
        can(
                "acknowledge",
                (doer, room, dice) -> doer.rest().put(someAsked(room, dice) + "/acknowledgement", Json.object()));
        rarely("close a poll", (doer, room, dice) -> doer.rest().post(someAsked(room, dice) + "/poll/close", null));
        can("schedule", (doer, room, dice) -> doer.rest().put("/me/scheduled/" + fewIds(dice), later(room, dice)));
        can("schedule no longer", (doer, _, dice) -> doer.rest().delete("/me/scheduled/" + fewIds(dice)));
        can("react", (doer, room, dice) -> doer.rest().put(reaction(room, dice), Json.object()));
        can("take a reaction back", (doer, room, dice) -> doer.rest().delete(reaction(room, dice)));
        can("pin", (doer, room, dice) -> doer.rest().put(message(room, dice) + "/pin", Json.object()));
        can("unpin", (doer, room, dice) -> doer.rest().delete(message(room, dice) + "/pin"));
        can(
                "rename",
                (doer, room, dice) -> doer.rest().patch(in(room), Json.object("name", "named " + dice.nextInt())));
        can(
                "set the topic",
                (doer, room, dice) -> doer.rest().patch(in(room), Json.object("topic", "topic " + dice.nextInt())));
        can(
                "set who is shown receipts",
                (doer, room, dice) ->
                        doer.rest().patch(in(room), Json.object("receipts", dice.nextBoolean() ? "on" : "off")));
        can(
                "set who is shown earlier versions",
                (doer, room, dice) -> doer.rest()
                        .patch(in(room), Json.object("versions", dice.nextBoolean() ? "readers" : "nobody")));
        rarely(
                "archive or not",
                (doer, room, dice) -> doer.rest().patch(in(room), Json.object("archived", dice.nextInt(3) == 0)));
        rarely(
                "set who may post",
                (doer, room, dice) -> doer.rest()
                        .patch(in(room), Json.object("posting", dice.nextBoolean() ? "everybody" : "moderators")));
        rarely(
                "slow down or not",
                (doer, room, dice) -> doer.rest().patch(in(room), Json.object("slow", dice.nextInt(4) == 0 ? 1 : 0)));
        can(
                "set what newcomers see",
                (doer, room, dice) ->
                        doer.rest().patch(in(room), Json.object("history", dice.nextBoolean() ? "all" : "joined")));
        can("bookmark", (doer, room, dice) -> {
            long rev =
                    doer.rest().get(in(room) + "/bookmarks").body().path("rev").asLong();
            Object bookmark = Json.object("title", "At hand", "url", "https://example.org/" + dice.nextInt());
            return doer.rest().put(in(room) + "/bookmarks", Json.object("rev", rev, "bookmarks", List.of(bookmark)));
        });
        rarely(
                "mute",
                (doer, room, dice) -> doer.rest()
                        .put(in(room) + "/mutes/" + carol.account(), Json.object("reason", "said " + dice.nextInt())));
        can("let speak", (doer, room, _) -> doer.rest().delete(in(room) + "/mutes/" + carol.account()));
        rarely("ban", (doer, room, _) -> doer.rest().put(in(room) + "/bans/" + carol.account(), Json.object()));
        can("let back", (doer, room, _) -> doer.rest().delete(in(room) + "/bans/" + carol.account()));
        can("block", (doer, _, _) -> doer.rest().put(blocks(doer.login() == carol ? anna : carol), Json.object()));
        can("block no longer", (doer, _, _) -> doer.rest().delete(blocks(doer.login() == carol ? anna : carol)));
        can(
                "add",
                (doer, room, dice) -> doer.rest().post(in(room) + "/members", Json.object("account", carol.account())));
        rarely("remove", (doer, room, _) -> doer.rest().delete(in(room) + "/members/" + carol.account()));
        can("join", (doer, room, dice) -> doer.rest().post(in(room) + "/join", null));
        can(
                "set a role",
                (doer, room, dice) -> doer.rest()
                        .patch(
                                in(room) + "/members/" + carol.account(),
                                Json.object(
                                        "role",
                                        List.of("member", "moderator", "guest").get(dice.nextInt(3)))));
        can("read", (doer, room, dice) -> doer.rest().post(in(room) + "/read", Json.object("seq", some(room, dice))));
        can(
                "set a rule",
                (doer, room, dice) -> doer.rest()
                        .post(
                                in(room) + "/rules",
                                Json.object(
                                        "kind",
                                        "words",
                                        "verdict",
                                        List.of("flag", "hold", "hold", "hold").get(dice.nextInt(4)),
                                        "name",
                                        "A rule",
                                        "words",
                                        "Somebody looks at it first.",
                                        "terms",
                                        List.of("doubtful"))));
        rarely(
                "take a rule away",
                (doer, room, dice) -> doer.rest()
                        .delete(in(room) + "/rules/" + oneOf(doer, in(room) + "/rules", "rules", "id", dice)));
        can(
                "say what a rule may hold",
                (doer, room, dice) -> doer.rest()
                        .post(
                                in(room) + "/messages",
                                Json.object("id", id(dice), "body", "doubtful " + dice.nextInt())));
        can("release what is held", (doer, room, dice) -> doer.rest().post(held(doer, room, dice) + "/release", null));
        can(
                "drop what is held",
                (doer, room, dice) -> doer.rest()
                        .post(held(doer, room, dice) + "/drop", Json.object("reason", "said " + dice.nextInt())));
        can("save", (doer, room, dice) -> doer.rest().put(saved(room, dice), Json.object()));
        can("save no longer", (doer, room, dice) -> doer.rest().delete(saved(room, dice)));
        can("report", (doer, room, dice) -> report(doer, room, dice, anna, carol));
        can("keep", (doer, room, dice) -> doer.rest().put("/me/memos", memo(room, dice)));
    }

    private void can(String name, Deed deed) {
        abilities.add(new Ability(name, 1, deed));
    }

    private void rarely(String name, Deed deed) {
        abilities.add(new Ability(name, 3, deed));
    }

    private List<Long> said(long room) {
        return said.computeIfAbsent(room, _ -> new CopyOnWriteArrayList<>());
    }

    private static String in(long room) {
        return "/conversations/" + room;
    }

    private String message(long room, Random dice) {
        return in(room) + "/messages/" + some(room, dice);
    }

    private String reaction(long room, Random dice) {
        String emoji = EMOJI.get(dice.nextInt(EMOJI.size()));
        return message(room, dice) + "/reactions/" + URLEncoder.encode(emoji, StandardCharsets.UTF_8);
    }

    private static String blocks(Login other) {
        return "/me/blocks/" + other.account();
    }

    private static String held(Doer doer, long room, Random dice) {
        return in(room) + "/held/" + oneOf(doer, in(room) + "/held", "held", "number", dice);
    }

    /** The number of one of those in a list; one that is nobody's if there is none, or one may not see them. */
    private static long oneOf(Doer doer, String path, String list, String number, Random dice) {
        JsonNode all = doer.rest().get(path).body().path(list);
        return all.isEmpty()
                ? Long.MAX_VALUE
                : all.path(dice.nextInt(all.size())).path(number).asLong();
    }

    private String saved(long room, Random dice) {
        return "/me/saved/" + room + "/" + some(room, dice);
    }

    /** One of the last ten in somebody's inbox, so that it is seldom refused; or any message, if there is none. */
    private String mention(Doer doer, long room, Random dice) {
        JsonNode items = doer.rest().get("/me/inbox?all=true&limit=10").ok().path("items");
        JsonNode message = items.isEmpty()
                ? Json.object("conversation", room, "seq", some(room, dice))
                : items.path(dice.nextInt(items.size())).path("message");
        return "/me/inbox/" + message.path("conversation").asLong() + "/"
                + message.path("seq").asLong();
    }

    private String hidden(long room, Random dice) {
        return "/me/hidden/" + room + "/" + some(room, dice);
    }

    private List<Long> asked(long room) {
        return asked.computeIfAbsent(room, _ -> new CopyOnWriteArrayList<>());
    }

    /** One of the last three questions, so that answers meet. */
    private String someAsked(long room, Random dice) {
        List<Long> asked = asked(room);
        int back = 1 + dice.nextInt(3);
        return in(room) + "/messages/" + (asked.size() < back ? 1 : asked.get(asked.size() - back));
    }

    private static Object question(Random dice) {
        boolean multiple = dice.nextBoolean();
        return Json.object(
                "id",
                id(dice),
                "body",
                "question " + dice.nextInt(),
                "priority",
                dice.nextBoolean() ? "urgent" : "important",
                "poll",
                Json.object("options", List.of("Thursday", "Friday"), "multiple", multiple));
    }

    private static List<Integer> choices(Random dice) {
        return List.of(List.of(0), List.of(1), List.of(0, 1), List.<Integer>of())
                .get(dice.nextInt(4));
    }

    /** One of a few, so that what waits is changed and deleted, too. */
    private static String fewIds(Random dice) {
        return new UUID(0, dice.nextInt(10)).toString();
    }

    private static Object later(long room, Random dice) {
        Instant at = Instant.now().plus(Duration.ofMinutes(dice.nextInt(4) == 0 ? 0 : 60));
        return Json.object("conversation", room, "body", "later " + dice.nextInt(), "at", at.toString());
    }

    /** One of the last ten that somebody posted, so that things meet; or now and then one of those before. */
    private long some(long room, Random dice) {
        List<Long> said = said(room);
        int back = 1 + dice.nextInt(dice.nextInt(4) == 0 ? 100 : 10);
        return said.size() < back ? 1 : said.get(said.size() - back);
    }

    private static String link(Random dice) {
        return "http://127.0.0.1:" + RealServer.PAGES_PORT + "/" + dice.nextInt(10);
    }

    private static Object words(Random dice, @Nullable Long replyTo, @Nullable Long thread) {
        return Json.object("id", id(dice), "body", "words " + dice.nextInt(), "replyTo", replyTo, "thread", thread);
    }

    private static String id(Random dice) {
        return new UUID(dice.nextLong(), dice.nextLong()).toString();
    }

    /** Reports a message; at times Anna decides about it at once, if she may, and Carol appeals, if it is about her. */
    private Rest.Answer report(Doer doer, long room, Random dice, Login anna, Login carol) {
        Object wish = Json.object("conversation", room, "seq", some(room, dice), "reason", "spam");
        Rest.Answer reported = doer.rest().post("/reports", wish);
        if (reported.status() < 300 && dice.nextBoolean()) {
            long id = reported.body().path("id").asLong();
            Rest asAnna = anna.rest(RealServer.url());
            asAnna.post("/moderation/cases/" + id + "/take", null);
            asAnna.post(
                    "/moderation/cases/" + id + "/decision",
                    dice.nextBoolean()
                            ? Json.object("decision", "warn", "why", "a reason")
                            : Json.object("decision", "dismiss"));
            carol.rest(RealServer.url()).post("/me/decisions/" + id + "/appeal", Json.object("text", "but"));
        }
        return reported;
    }

    /** Clocks that are behind by up to two, as of devices that did not know of each other. */
    private Object memo(long room, Random dice) {
        boolean settings = dice.nextInt(3) == 0;
        return Json.object(
                "conversation", settings ? null : room,
                "name", settings ? "theme" : List.of("draft", "mute", "aside").get(dice.nextInt(3)),
                "value", dice.nextInt(3) == 0 ? null : "value " + dice.nextInt(),
                "clock", Math.max(1, clock.incrementAndGet() - dice.nextInt(3)));
    }
}
