package chat.parley.jpa.database;

import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What the whole installation agrees on. */
@Dependent
public final class InstallationFacts {

    private final Database database;

    /** Works on this database. */
    @Inject
    public InstallationFacts(Database database) {
        this.database = database;
    }

    /** The age of the history: another one after it was restored from a backup, so that old positions mean nothing. */
    public UUID epoch() {
        return database.first("select epoch from installation", row -> row.getObject(1, UUID.class))
                .orElseThrow();
    }
}
