package chat.parley.jpa.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The physical connection under a transaction. The transaction manager calls committed what it does not know about: a
 * commit that was sent and not answered. The pool closes a connection on which a commit failed, whatever the reason, so
 * that whoever asks this afterwards can tell the two apart.
 */
public final class Carrier {

    private final Connection physical;

    Carrier(Connection physical) {
        this.physical = physical;
    }

    /** Whether it has survived: then what the transaction manager says of the outcome is so. */
    public boolean survived() {
        try {
            return !physical.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }
}
