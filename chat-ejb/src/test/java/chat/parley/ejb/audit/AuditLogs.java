package chat.parley.ejb.audit;

import java.time.Clock;

import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.database.Database;

/** Audit logs, put together as the container would. */
public final class AuditLogs {

    private AuditLogs() {}

    /** One on this database. */
    public static AuditLog on(Database database, Clock clock) {
        AuditLog log = new AuditLog();
        log.entries = new AuditEntries(database);
        log.clock = clock;
        return log;
    }
}
