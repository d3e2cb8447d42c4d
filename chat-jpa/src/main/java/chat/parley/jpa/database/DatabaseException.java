package chat.parley.jpa.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** The database refused, or could not be asked. */
public final class DatabaseException extends RuntimeException {

    private final boolean passing;

    /** Wraps what the driver said. */
    public DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
        String state = cause.getSQLState();
        passing = cause instanceof SQLRecoverableException
                || cause instanceof SQLTransientException
                || state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40");
    }

    /**
     * Whether the database was away or busy, so that the same statement may succeed a little later; otherwise the
     * statement itself is at fault. SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention, 40 rollback.
     */
    public boolean passing() {
        return passing;
    }
}
