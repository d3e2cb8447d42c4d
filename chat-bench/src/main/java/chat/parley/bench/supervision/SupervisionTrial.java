package chat.parley.bench.supervision;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import chat.parley.bench.report.Figures;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.supervision.SupervisionWalk;

/**
 * Has a node select what is to be reviewed from a whole history, as if all of it had been posted while no node was there, and
 * measures what it costs to look again when nothing is new.
 */
public final class SupervisionTrial {

    private static final long OFTEN = Duration.ofMillis(200).toNanos();
    private static final int LOOKS = 20;

    private final Database database;

    /** On a database that {@code HistoryFill} has filled, and of which no rule was ever set. */
    public SupervisionTrial(Database database) {
        this.database = database;
    }

    /** Whether there was a rule at another time. */
    public boolean isUsed() {
        return number("select count(*) from supervision_rule") > 0;
    }

    /**
     * Sets a rule of all time: a share of everything, and what has one of some words.
     *
     * @param percent how many of them
     */
    public void prepare(int percent) {
        database.update("insert into supervision_desk select min(id) from organization");
        database.update("""
                insert into supervision_rule (
                    id, organization_id, name, kinds, share, words, patterns, due_days, reviewers, seed, set_by, set_at)
                select 1, organization_id, 'Bench', '{}', ?, '{guaranteed,"sure thing",insider,kickback}', '{gu[ae]rantee[ds]?}',
                       5, '{1,2}', repeat('5a', 32), 1, '-infinity'
                from supervision_desk
                """, percent * 100);
    }

    /** Waits until a node that was started has walked through all, and measures. */
    public Figures run(Consumer<String> progress) {
        long messages = number("select count(*) from message where format <> 'SYSTEM'");
        long first = await(1);
        long begin = System.nanoTime();
        for (int part = 1; part <= 10; part++) {
            await(messages * part / 10);
            progress.accept("%d0 %% of all messages".formatted(part));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Figures()
                .put("label", "supervision")
                .put("messages", messages)
                .put("conversations", number("select count(*) from conversation"))
                .put("selected", number("select count(*) from supervision_item"))
                .put("walk_s", seconds)
                .put("messages_per_s", (messages - first) / seconds)
                .put("nothing_new_ms", nothingNew());
    }

    private long await(long wanted) {
        long considered = considered();
        while (considered < wanted) {
            LockSupport.parkNanos(OFTEN);
            considered = considered();
        }
        return considered;
    }

    private long considered() {
        return number("select considered from supervision_rule where id = 1");
    }

    /** How long it takes to find that there is nothing to do, on average. */
    private double nothingNew() {
        SupervisionWalk walk = new SupervisionWalk(database);
        OrganizationId organization = walk.organizations().getFirst();
        long begin = System.nanoTime();
        for (int look = 0; look < LOOKS; look++) {
            if (!walk.ahead(organization, 1, 1).isEmpty()) {
                throw new IllegalStateException("There is something new though all was walked through");
            }
        }
        return (System.nanoTime() - begin) / 1e6 / LOOKS;
    }

    private long number(String sql) {
        return database.first(sql, row -> row.getLong(1)).orElseThrow();
    }
}
