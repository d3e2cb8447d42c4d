package chat.parley.jpa.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.retention.DryRun.DueTime;
import chat.parley.jpa.retention.DryRun.Fate;
import chat.parley.jpa.retention.DryRun.Outlook;

/** What would become of messages: {@code retention_dry_run} and {@code retention_forecast}. */
@Dependent
public final class DryRuns {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Database database;

    /** Works on this database. */
    @Inject
    public DryRuns(Database database) {
        this.database = database;
    }

    /** Whether nobody else makes one for this organization; nobody does from then on until the transaction ends. */
    public boolean begin(OrganizationId organization) {
        return database.first(
                        "select pg_try_advisory_xact_lock(hashtext('retention_dry_run'), ?::bigint::integer)",
                        row -> row.getBoolean(1),
                        organization.value())
                .orElse(false);
    }

    /** Looks at every message of the organization; the answer is how many there are. Those of the day before are forgotten. */
    public long make(DryRun run) {
        database.update(
                "delete from retention_dry_run where organization_id = ? and ran_at < ?",
                run.organization().value(),
                run.at().minus(KEPT));
        database.update(
                """
                insert into retention_dry_run (id, organization_id, rule_id, switches_on, revision, ran_by, ran_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                run.id(),
                run.organization().value(),
                run.rule(),
                run.on(),
                run.revision(),
                run.by().value(),
                run.at());
        long[] rule = {run.rule()};
        long[] none = {};
        return database.first(
                        "select forecast_retention(?, ?, ?, ?, ?)",
                        row -> row.getLong(1),
                        run.id(),
                        run.organization().value(),
                        run.on() ? rule : none,
                        run.on() ? none : rule,
                        run.at())
                .orElseThrow();
    }

    /** One that was made for an organization. */
    public Optional<DryRun> find(OrganizationId organization, long id) {
        return database.first(
                "select * from retention_dry_run where organization_id = ? and id = ?",
                row -> new DryRun(
                        row.getLong("id"),
                        organization,
                        row.getLong("rule_id"),
                        row.getBoolean("switches_on"),
                        row.getLong("revision"),
                        new AccountId(row.getLong("ran_by")),
                        Database.instant(row, "ran_at")),
                organization.value(),
                id);
    }

    /** The fates of all messages together. */
    public List<Fate> fates(DryRun run) {
        return database.query("""
                select basis, rule_id, due, month, sum(messages) as messages
                from retention_forecast
                where dry_run_id = ?
                group by basis, rule_id, due, month
                order by month, basis, rule_id, due
                """, DryRuns::fate, run.id());
    }

    /** At most {@code limit} conversations with messages after one, by their numbers. */
    public List<Outlook> outlooks(DryRun run, long after, int limit) {
        return database.query(
                """
                select f.conversation_id, s.kind, s.name, f.now, f.later, f.held, f.kept
                from (
                    select conversation_id,
                           coalesce(sum(messages) filter (where basis <> 'HOLD' and due = 'NOW'), 0) as now,
                           coalesce(sum(messages) filter (where basis <> 'HOLD' and due = 'LATER'), 0) as later,
                           coalesce(sum(messages) filter (where basis = 'HOLD'), 0) as held,
                           coalesce(sum(messages) filter (where basis <> 'HOLD' and due = 'NEVER'), 0) as kept
                    from retention_forecast
                    where dry_run_id = ? and conversation_id > ?
                    group by conversation_id
                    order by conversation_id
                    limit ?
                ) f
                join conversation_settings s on s.conversation_id = f.conversation_id
                order by f.conversation_id
                """,
                row -> new Outlook(
                        new ConversationId(row.getLong("conversation_id")),
                        ConversationKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getLong("now"),
                        row.getLong("later"),
                        row.getLong("held"),
                        row.getLong("kept")),
                run.id(),
                after,
                limit);
    }

    private static Fate fate(ResultSet row) throws SQLException {
        Basis basis = Basis.valueOf(row.getString("basis"));
        long decider = row.getLong("rule_id");
        boolean held = basis == Basis.HOLD;
        DueTime due = DueTime.valueOf(row.getString("due"));
        return new Fate(
                basis,
                held || decider == 0 ? null : decider,
                held ? decider : null,
                due,
                due == DueTime.LATER ? row.getObject("month", LocalDate.class) : null,
                row.getLong("messages"));
    }
}
