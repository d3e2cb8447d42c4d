package chat.parley.jpa.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Lease;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/** Which organizations archive, and when: {@code archive_rule}; and which node does it: {@code archiver}. */
@Dependent
public final class ArchiveRules {

    private final Database database;
    private final Lease archiver;

    /** Works on this database. */
    @Inject
    public ArchiveRules(Database database) {
        this.database = database;
        archiver = new Lease(database, "archiver");
    }

    /** That of an organization, if it archives. */
    public Optional<ArchiveRule> find(OrganizationId organization) {
        return database.first(
                "select * from archive_rule where organization_id = ?", ArchiveRules::read, organization.value());
    }

    /** All there are. */
    public List<ArchiveRule> all() {
        return database.query("select * from archive_rule order by organization_id", ArchiveRules::read);
    }

    /** Sets that of an organization. */
    public void put(ArchiveRule rule, AccountId by, Instant at) {
        database.update(
                """
                insert into archive_rule (organization_id, after_days, move_after_days, lock_days, set_by, set_at)
                values (?, ?, ?::integer, ?::integer, ?, ?)
                on conflict (organization_id) do update
                set after_days = excluded.after_days, move_after_days = excluded.move_after_days,
                    lock_days = excluded.lock_days, set_by = excluded.set_by, set_at = excluded.set_at
                """,
                rule.organization().value(),
                rule.afterDays(),
                rule.moveAfterDays(),
                rule.lockDays(),
                by.value(),
                at);
    }

    /** From now on the organization archives nothing more; whether it did. */
    public boolean remove(OrganizationId organization) {
        return database.update("delete from archive_rule where organization_id = ?", organization.value()) > 0;
    }

    /** Makes a node the one that archives, for a time; false if another is. */
    public boolean take(String node, Duration time) {
        return archiver.take(node, time);
    }

    private static ArchiveRule read(ResultSet row) throws SQLException {
        return new ArchiveRule(
                new OrganizationId(row.getLong("organization_id")),
                row.getInt("after_days"),
                row.getObject("move_after_days", Integer.class),
                row.getObject("lock_days", Integer.class));
    }
}
