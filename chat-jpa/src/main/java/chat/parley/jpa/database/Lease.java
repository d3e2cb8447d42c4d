package chat.parley.jpa.database;

import java.time.Duration;

/**
 * Says which node alone does something, for a time by the database's clock. It is a row of a table of its own, with {@code node}
 * and {@code held_until}; nobody holds a transaction meanwhile.
 */
public final class Lease {

    private final Database database;
    private final String table;

    /** The one of this table. */
    public Lease(Database database, String table) {
        this.database = database;
        this.table = table;
    }

    /** Makes it a node's for this time from now on; false if it is another's. */
    public boolean take(String node, Duration time) {
        return database.update("update " + table + """
                 set node = ?, held_until = clock_timestamp() + ? * interval '1 millisecond'
                where node = ? or held_until <= clock_timestamp()
                """, node, time.toMillis(), node) > 0;
    }

    /** Lets any node be the next, if it is this one's. */
    public void leave(String node) {
        database.update("update " + table + " set held_until = '-infinity' where node = ?", node);
    }
}
