package chat.parley.it.node;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.ClientCopy;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.launcher.OperatorClient.Load;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * State and events are the fetched state: three people do at random, and at once, whatever can be done, and refused or
 * not, in the end Carol's client that heard everything, her client that was away time and again, a new one, and REST
 * show the same.
 */
@NodeTest
class AgreementIT {

    private static final String HELD = "pineapple";
    private static final int DEEDS = 250;
    private static final int DEEDS_BETWEEN_ABSENCES = 20;
    private static final List<String> EMOJI = List.of("👍", "❤️", "🎉", "👀");

    private final List<Ability> abilities = new ArrayList<>();
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private final Map<Long, AtomicLong> heads = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final Rooms rooms = Rooms.at(RealServer.url());

    /** What somebody may do to a conversation, with dice. */
    private interface Deed {
        Rest.Answer by(Doer doer, long room, Random dice);
    }

    private record Ability(String name, Deed deed) {}

    /** Somebody, by REST. */
    private record Doer(Login login, Rest rest) {}

    @ParameterizedTest
    @ValueSource(longs = {1837, 1848, 1871})
    void whoever_heard_it_all_whoever_came_back_and_whoever_asks_see_the_same(long seed) {
        List<Doer> people = RealServer.operator()
                .load(new Load(1, 3, false))
                .map(line -> line.split("\t", -1))
                .map(fields -> Login.withToken(RealServer.url(), fields[0], fields[1]))
                .map(login -> new Doer(login, login.rest(RealServer.url())))
                .toList();
        Login anna = people.getFirst().login();
        Login ben = people.get(1).login();
        Login carol = people.getLast().login();
        ClientCopy live = new ClientCopy();
        ClientCopy returning = new ClientCopy();
        ChatClient always = client("always", carol, live).connected(RealServer.url());
        ChatClient sometimes = client("sometimes", carol, returning).connected(RealServer.url());
        List<Long> places = List.of(
                rooms.group(anna, ben, carol),
                rooms.groupSinceJoining(anna, ben, carol),
                rooms.channel(anna, ben, carol));
        learn(carol);
        places.forEach(place -> holdBack(people.getFirst(), place));

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

        agrees("who heard it all", live, carol);
        agrees("who came back", returning, carol);
        ClientCopy fresh = new ClientCopy();
        ChatClient installed = client("installed", carol, fresh).connected(RealServer.url());
        agrees("who comes anew", fresh, carol);
        List.of(always, sometimes, installed).forEach(ChatClient::close);
        assertThat(met)
                .as("what was not always refused")
                .containsExactlyInAnyOrderElementsOf(
                        abilities.stream().map(Ability::name).toList());
    }

    /** From now on a certain word is held back there for moderators. */
    private static void holdBack(Doer owner, long room) {
        owner.rest()
                .post(
                        in(room) + "/rules",
                        Json.object(
                                "kind",
                                "words",
                                "verdict",
                                "hold",
                                "name",
                                "Held",
                                "words",
                                "It is looked at.",
                                "terms",
                                List.of(HELD)))
                .ok();
        Patience.await(
                "rule that holds",
                Patience.USUAL,
                () -> owner.rest()
                                .post(in(room) + "/messages", held(new Random()))
                                .status()
                        == 202);
    }

    private static Object held(Random dice) {
        return Json.object("id", id(dice), "body", HELD + " " + dice.nextInt());
    }

    private static ChatClient client(String name, Login login, ClientCopy copy) {
        return new ChatClient(name, login, Recorder.inMemory()).telling(copy::apply);
    }

    private static void comeOrGo(ChatClient client) {
        if (client.online()) {
            client.disconnect();
        } else {
            client.connected(RealServer.url());
        }
    }

    /** Read positions are told some seconds later, so both may need a moment. */
    private static void agrees(String who, ClientCopy copy, Login login) {
        Rest rest = login.rest(RealServer.url());
        long end = System.nanoTime() + Patience.USUAL.toNanos();
        while (!copy.shown().equals(ClientCopy.fetched(rest).shown(copy)) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(copy.shown()).as(who).isEqualTo(ClientCopy.fetched(rest).shown(copy));
    }

    private void act(Doer doer, long room, Random dice) {
        Ability ability = abilities.get(dice.nextInt(abilities.size()));
        Rest.Answer answer = ability.deed().by(doer, room, dice);
        assertThat(answer.status()).as("%s: %s", ability.name(), answer.body()).isLessThan(500);
        if (answer.status() < 300) {
            met.add(ability.name());
            if (answer.body().has("seq")) {
                head(room).accumulateAndGet(answer.body().path("seq").asLong(), Math::max);
            }
        }
    }

    private void learn(Login carol) {
        can("post", (doer, room, dice) -> doer.rest().post(in(room) + "/messages", words(dice, null, null)));
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
        can("say what is held back", (doer, room, dice) -> doer.rest().post(in(room) + "/messages", held(dice)));
        can("release", (doer, room, dice) -> decide(doer, room, "/release"));
        can("drop", (doer, room, dice) -> decide(doer, room, "/drop"));
        can(
                "edit",
                (doer, room, dice) ->
                        doer.rest().patch(message(room, dice), Json.object("body", "edited " + dice.nextInt())));
        can("delete", (doer, room, dice) -> doer.rest().delete(message(room, dice)));
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
                "archive or not",
                (doer, room, dice) -> doer.rest().patch(in(room), Json.object("archived", dice.nextInt(4) == 0)));
        can(
                "add",
                (doer, room, dice) -> doer.rest().post(in(room) + "/members", Json.object("account", carol.account())));
        can(
                "remove",
                (doer, room, dice) -> dice.nextInt(3) > 0
                        ? doer.rest().get(in(room))
                        : doer.rest().delete(in(room) + "/members/" + carol.account()));
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
        can("save", (doer, room, dice) -> doer.rest().put(saved(room, dice), Json.object()));
        can("save no longer", (doer, room, dice) -> doer.rest().delete(saved(room, dice)));
        can("keep", (doer, room, dice) -> doer.rest().put("/me/memos", memo(room, dice)));
    }

    /** Decides about what has waited longest, or about what never was. */
    private static Rest.Answer decide(Doer doer, long room, String how) {
        long number = doer.rest()
                .get(in(room) + "/held?limit=1")
                .body()
                .path("held")
                .path(0)
                .path("number")
                .asLong(Long.MAX_VALUE);
        return doer.rest().post(in(room) + "/held/" + number + how, Json.object());
    }

    private void can(String name, Deed deed) {
        abilities.add(new Ability(name, deed));
    }

    private AtomicLong head(long room) {
        return heads.computeIfAbsent(room, _ -> new AtomicLong(1));
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

    private String saved(long room, Random dice) {
        return "/me/saved/" + room + "/" + some(room, dice);
    }

    /** One of the last thirty messages, so that things meet. */
    private long some(long room, Random dice) {
        return Math.max(1, head(room).get() - dice.nextInt(30));
    }

    private static Object words(Random dice, @Nullable Long replyTo, @Nullable Long thread) {
        return Json.object("id", id(dice), "body", "words " + dice.nextInt(), "replyTo", replyTo, "thread", thread);
    }

    private static String id(Random dice) {
        return new UUID(dice.nextLong(), dice.nextLong()).toString();
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
