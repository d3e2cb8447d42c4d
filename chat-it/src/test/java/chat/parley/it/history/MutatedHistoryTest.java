package chat.parley.it.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import chat.parley.it.history.Entry.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static chat.parley.it.history.World.ANNA;
import static chat.parley.it.history.World.BEN;
import static chat.parley.it.history.World.GUS;
import static chat.parley.it.history.World.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever clean history there is, whatever is then spoiled in it: the clean one passes and the spoiled one does not. */
class MutatedHistoryTest {

    private static final int HISTORIES = 60;
    private static final int STEPS = 120;

    /** What may go wrong in a history or a log, and the rule that must notice. */
    private enum Mutation {
        LOSE_ACKNOWLEDGED(Rule.ACKNOWLEDGED_MISSING),
        LOSE_ROW(Rule.LOG_GAP),
        LOSE_CHANGE(Rule.CHANGE_GAP),
        RENUMBER_ACKNOWLEDGEMENT(Rule.ACKNOWLEDGED_DIFFERENTLY),
        FORGET_SENDING(Rule.INVENTED),
        DUPLICATE_ROW(Rule.TWICE_IN_LOG),
        LOSE_DELIVERY(Rule.GAP),
        REPEAT_DELIVERY(Rule.REPEATED),
        SWAP_DELIVERIES(Rule.OUT_OF_ORDER),
        SHOW_ANOTHER(Rule.PHANTOM),
        SPOIL_BODY(Rule.BODY_DIFFERS),
        SHOW_TO_A_STRANGER(Rule.OUTSIDE_SPAN),
        REPEAT_CHANGE(Rule.CHANGE_OUT_OF_ORDER),
        LOSE_END(Rule.INCOMPLETE);

        private final Rule rule;

        Mutation(Rule rule) {
            this.rule = rule;
        }
    }

    private record Recorded(List<Entry> entries, List<LogRow> rows) {

        Verdict judge() {
            return Judging.judge(FinalLog.of(rows), entries);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, HISTORIES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_happened_without_fault_breaks_no_rule(int seed) {
        assertThat(record(seed).judge().violations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_spoiled_is_noticed(int seed) {
        for (Mutation mutation : Mutation.values()) {
            Recorded recorded = record(seed);

            if (spoil(recorded, mutation, new Random(seed))) {
                assertThat(recorded.judge().counts())
                        .as("%s, seed %d", mutation, seed)
                        .containsKey(mutation.rule);
            }
        }
    }

    @Test
    void every_mutation_is_tried_often() {
        Map<Mutation, Integer> tried = new EnumMap<>(Mutation.class);
        seeds().forEach(seed -> {
            for (Mutation mutation : Mutation.values()) {
                if (spoil(record(seed), mutation, new Random(seed))) {
                    tried.merge(mutation, 1, Integer::sum);
                }
            }
        });

        assertThat(tried).containsOnlyKeys(Mutation.values());
        assertThat(tried.values()).allMatch(count -> count >= HISTORIES / 3);
    }

    private static Recorded record(int seed) {
        Random random = new Random(seed);
        World world = new World(ANNA, BEN);
        List<World.Client> clients = List.of(
                world.client("anna", ANNA),
                world.client("anna's phone", ANNA),
                world.client("ben", BEN),
                world.client("gus", GUS));
        clients.forEach(World.Client::connect);
        for (int step = 0; step < STEPS; step++) {
            World.Client client = clients.get(random.nextInt(3));
            if (client.connected()) {
                act(world, client, clients.get(3), random);
            } else {
                client.connect();
                client.resend();
            }
        }
        clients.stream().filter(client -> !client.connected()).forEach(World.Client::connect);
        clients.forEach(World.Client::resend);
        clients.get(0).send("the end");
        clients.forEach(World.Client::finish);
        return new Recorded(world.entries(), world.rows());
    }

    private static void act(World world, World.Client client, World.Client gus, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> client.send("message " + random.nextInt());
            case 3 -> client.sendUnanswered("lost answer " + random.nextInt());
            case 4 -> client.sendRefused("refused " + random.nextInt());
            case 5 -> client.edit(1 + random.nextLong(world.head()), "edited " + random.nextInt());
            case 6 -> client.page();
            case 7 -> client.disconnect();
            case 8 -> {
                client.listen();
                client.resync();
            }
            case 9 -> {
                if (world.isMember(GUS)) {
                    world.remove(BEN, GUS);
                } else {
                    world.join(BEN, GUS);
                }
                gus.listen();
            }
            default -> client.listen();
        }
    }

    /** Spoils something, unless there is nothing of the kind. */
    private static boolean spoil(Recorded recorded, Mutation mutation, Random random) {
        List<Entry> entries = recorded.entries();
        List<LogRow> rows = recorded.rows();
        return switch (mutation) {
            case LOSE_ACKNOWLEDGED ->
                one(entries, Entry.Acknowledged.class, random, _ -> true)
                        .map(ack -> rows.removeIf(row -> row instanceof LogRow.Message m && m.seq() == ack.seq()))
                        .orElse(false);
            case LOSE_ROW ->
                one(rows, LogRow.Message.class, random, _ -> true)
                        .map(rows::remove)
                        .orElse(false);
            case LOSE_CHANGE ->
                one(rows, LogRow.Change.class, random, _ -> true)
                        .map(rows::remove)
                        .orElse(false);
            case RENUMBER_ACKNOWLEDGEMENT ->
                one(entries, Entry.Acknowledged.class, random, _ -> true)
                        .map(ack -> replace(
                                entries, ack, new Entry.Acknowledged(ack.by(), ROOM, ack.id(), ack.seq() + 1, null)))
                        .orElse(false);
            case FORGET_SENDING ->
                one(entries, Entry.Sent.class, random, sent -> acknowledged(entries, sent.id()))
                        .map(sent ->
                                entries.removeIf(entry -> (entry instanceof Entry.Sent s && s.id().equals(sent.id()))
                                        || (entry instanceof Entry.Acknowledged a && a.id().equals(sent.id()))))
                        .orElse(false);
            case DUPLICATE_ROW ->
                one(rows, LogRow.Message.class, random, _ -> true)
                        .map(m -> rows.add(new LogRow.Message(
                                ROOM, rows.size() + 1L, m.id(), m.sender(), m.at(), m.rev(), m.body(), m.event())))
                        .orElse(false);
            case LOSE_DELIVERY ->
                inTheMiddle(entries, random).map(entries::remove).orElse(false);
            case REPEAT_DELIVERY ->
                one(entries, Entry.Delivered.class, random, _ -> true)
                        .map(delivered -> insertAfter(entries, delivered))
                        .orElse(false);
            case SWAP_DELIVERIES ->
                inTheMiddle(entries, random)
                        .flatMap(first -> next(entries, first).map(second -> swap(entries, first, second)))
                        .orElse(false);
            case SHOW_ANOTHER ->
                one(entries, Entry.Delivered.class, random, _ -> true)
                        .map(d -> replace(
                                entries,
                                d,
                                show(d, new Shown(d.message().seq(), "another", 0, ANNA, BodyHash.of("another")))))
                        .orElse(false);
            case SPOIL_BODY ->
                one(entries, Entry.Delivered.class, random, _ -> true)
                        .map(d -> replace(entries, d, show(d, spoiled(d.message()))))
                        .orElse(false);
            case SHOW_TO_A_STRANGER ->
                one(entries, Entry.Delivered.class, random, _ -> true)
                        .map(d ->
                                entries.add(new Entry.Delivered(new Entry.By("stranger", 99, 1, 1), ROOM, d.message())))
                        .orElse(false);
            case REPEAT_CHANGE ->
                one(entries, Entry.Changed.class, random, _ -> true)
                        .map(changed -> insertAfter(entries, changed))
                        .orElse(false);
            case LOSE_END ->
                one(
                                entries,
                                Entry.Delivered.class,
                                random,
                                d -> d.message().seq() == end(rows) && d.by().account() != GUS)
                        .map(entries::remove)
                        .orElse(false);
        };
    }

    private static Shown spoiled(Shown shown) {
        return new Shown(shown.seq(), shown.id(), shown.rev(), shown.sender(), BodyHash.of("spoiled"));
    }

    private static Entry show(Entry.Delivered delivered, Shown shown) {
        return new Entry.Delivered(delivered.by(), ROOM, shown);
    }

    private static long end(List<LogRow> rows) {
        return rows.stream()
                .filter(LogRow.Head.class::isInstance)
                .map(LogRow.Head.class::cast)
                .mapToLong(LogRow.Head::lastSeq)
                .sum();
    }

    private static boolean acknowledged(List<Entry> entries, String id) {
        return entries.stream().anyMatch(e -> e instanceof Entry.Acknowledged a && a.id().equals(id));
    }

    /** A delivery that is followed by another one of the same client on the same connection, without a break. */
    private static Optional<Entry.Delivered> inTheMiddle(List<Entry> entries, Random random) {
        return one(
                entries,
                Entry.Delivered.class,
                random,
                delivered -> next(entries, delivered).isPresent());
    }

    private static Optional<Entry.Delivered> next(List<Entry> entries, Entry.Delivered delivered) {
        return entries.subList(entries.indexOf(delivered) + 1, entries.size()).stream()
                .filter(e -> e.by().client().equals(delivered.by().client()))
                .takeWhile(e -> !(e instanceof Entry.Hello || e instanceof Entry.Resync || e instanceof Entry.Removed))
                .filter(Entry.Delivered.class::isInstance)
                .map(Entry.Delivered.class::cast)
                .findFirst();
    }

    private static boolean swap(List<Entry> entries, Entry first, Entry second) {
        Collections.swap(entries, entries.indexOf(first), entries.indexOf(second));
        return true;
    }

    private static boolean replace(List<Entry> entries, Entry old, Entry other) {
        entries.set(entries.indexOf(old), other);
        return true;
    }

    private static boolean insertAfter(List<Entry> entries, Entry entry) {
        entries.add(entries.indexOf(entry) + 1, entry);
        return true;
    }

    private static <T> Optional<T> one(List<? super T> all, Class<T> type, Random random, Predicate<T> which) {
        List<T> found = new ArrayList<>();
        all.stream().filter(type::isInstance).map(type::cast).filter(which).forEach(found::add);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }
}
