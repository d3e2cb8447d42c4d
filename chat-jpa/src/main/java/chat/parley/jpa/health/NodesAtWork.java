package chat.parley.jpa.health;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;

/**
 * Which nodes use the database, as PostgreSQL sees it by the name that each gives its connections. It knows of nodes
 * that no longer reach each other.
 */
@ApplicationScoped
public class NodesAtWork {

    private static final String SQL = """
            select distinct substr(application_name, 8) as node
            from pg_stat_activity
            where application_name like 'parley %' and datname = current_database()
            """;

    @Inject
    Database database;

    /** For the container only. */
    protected NodesAtWork() {}

    NodesAtWork(Database database) {
        this.database = database;
    }

    /** Their names, this node's among them. */
    public Set<String> names() {
        return Set.copyOf(database.query(SQL, row -> row.getString("node")));
    }
}
