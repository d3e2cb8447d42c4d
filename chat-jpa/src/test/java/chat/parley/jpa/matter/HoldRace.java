package chat.parley.jpa.matter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;

/**
 * Some who destroy messages, some who place holds on them and release them, and one who lets custodians join, all at once.
 * A hold is looked at twice: what it covers as it is written, and whether that is still there just before it is released.
 */
final class HoldRace {

    private static final int ROOMS = 6;
    private static final int MESSAGES = 30;

    private final Town town;
    private final Docket docket;
    private final Database database;
    private final TestTransactions transactions;
    private final boolean guarded;
    private final AccountId anna;
    private final List<AccountId> custodians;
    private final List<ConversationId> rooms;
    private final AtomicInteger left;
    private final AtomicInteger destroyed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger placed = new AtomicInteger();
    private final ConcurrentLinkedQueue<Place> lost = new ConcurrentLinkedQueue<>();

    /** A message. */
    record Place(long conversation, long seq) {}

    /** What came of it. */
    record Outcome(int destroyed, int refused, int placed, List<Place> lost) {}

    /** {@code guarded}: whether the destroyers' transactions set off the triggers. */
    HoldRace(
            Town town,
            Docket docket,
            Database database,
            TestTransactions transactions,
            int destructions,
            boolean guarded) {
        this.town = town;
        this.docket = docket;
        this.database = database;
        this.transactions = transactions;
        this.guarded = guarded;
        left = new AtomicInteger(destructions);
        anna = town.person("anna");
        custodians = IntStream.range(0, ROOMS)
                .mapToObj(each -> town.person("custodian"))
                .toList();
        rooms = Stream.generate(() -> town.group(HistoryVisibility.ALL, anna))
                .limit(ROOMS)
                .toList();
        rooms.forEach(this::fill);
    }

    private void fill(ConversationId room) {
        database.update("""
                with head as (update conversation set last_seq = last_seq + ? where id = ? returning id, last_seq)
                insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                select id, last_seq - n, ?, gen_random_uuid(), now(), 'PLAIN', 'x' from head, generate_series(0, ? - 1) n
                """, MESSAGES, room.value(), anna.value(), MESSAGES);
    }

    Outcome run() {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int seed = 0; seed < 3; seed++) {
                Random random = new Random(seed);
                all.add(() -> whileAnyIsLeft(() -> destroy(random)));
            }
            for (int seed = 3; seed < 5; seed++) {
                Random random = new Random(seed);
                all.add(() -> whileAnyIsLeft(() -> holdForAWhile(random)));
            }
            Random random = new Random(5);
            all.add(() -> whileAnyIsLeft(() -> comeAndGo(random)));
            for (Future<Boolean> each : threads.invokeAll(all)) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the race was not run to its end", e);
        }
        return new Outcome(destroyed.get(), refused.get(), placed.get(), List.copyOf(lost));
    }

    private boolean whileAnyIsLeft(Runnable turn) {
        while (left.get() > 0) {
            turn.run();
        }
        return true;
    }

    /** Either as the sweep does it, under the conversation's lock and leaving out what is held, or by brute force. */
    private void destroy(Random random) {
        ConversationId room = rooms.get(random.nextInt(ROOMS));
        boolean asked = random.nextBoolean();
        try {
            transactions.run(() -> {
                if (!guarded) {
                    database.update("set local session_replication_role = replica");
                }
                if (asked) {
                    lock(room);
                }
                destroyed.addAndGet(database.update(
                        """
                        delete from message m where m.conversation_id = ? and m.seq in (
                            select seq from message where conversation_id = ? order by random() limit 2)
                        """ + (asked ? "and m.seq not in (select held_numbers(?, 1, 100000))" : "and ? > 0"),
                        room.value(),
                        room.value(),
                        room.value()));
            });
        } catch (DatabaseException e) {
            if (!String.valueOf(e.getMessage()).contains("on legal hold")) {
                throw e;
            }
            refused.incrementAndGet();
        }
        left.decrementAndGet();
    }

    private void holdForAWhile(Random random) {
        Set<Place> covered = new HashSet<>();
        HoldScope scope = random.nextBoolean()
                ? new HoldScope(Set.of(), Set.of(rooms.get(random.nextInt(ROOMS))), null, null)
                : new HoldScope(Set.of(custodians.get(random.nextInt(ROOMS))), Set.of(), null, null);
        LegalHoldId hold = transactions.call(() -> {
            LegalHoldId id = docket.placeHere(scope, null);
            covered.addAll(covered(id));
            return id;
        });
        placed.incrementAndGet();
        covered.addAll(covered(hold));
        fill(rooms.get(random.nextInt(ROOMS)));
        Set<Place> still = covered(hold);
        covered.stream().filter(place -> !still.contains(place)).forEach(lost::add);
        docket.release(hold);
    }

    /** Said here once more, in other words than the functions that are tried. */
    private Set<Place> covered(LegalHoldId hold) {
        return database
                .query("""
                        select m.conversation_id, m.seq from message m
                        where m.conversation_id in (select conversation_id from hold_conversation where hold_id = ?)
                        union
                        select m.conversation_id, m.seq from message m
                        join member n on n.conversation_id = m.conversation_id and m.seq >= n.from_seq
                                     and (n.to_seq is null or m.seq <= n.to_seq)
                        join hold_custodian k on k.account_id = n.account_id
                        where k.hold_id = ?
                        """, row -> new Place(row.getLong(1), row.getLong(2)), hold.value(), hold.value())
                .stream()
                .collect(Collectors.toSet());
    }

    private void comeAndGo(Random random) {
        AccountId custodian = custodians.get(random.nextInt(ROOMS));
        ConversationId room = rooms.get(random.nextInt(ROOMS));
        boolean there = database.first(
                        "select 1 from member where conversation_id = ? and account_id = ? and to_seq is null",
                        row -> true,
                        room.value(),
                        custodian.value())
                .isPresent();
        if (there) {
            town.leave(room, custodian);
        } else {
            town.join(room, HistoryVisibility.ALL, custodian);
        }
    }

    private void lock(ConversationId room) {
        database.query("select id from conversation where id = ? for no key update", row -> true, room.value());
    }
}
