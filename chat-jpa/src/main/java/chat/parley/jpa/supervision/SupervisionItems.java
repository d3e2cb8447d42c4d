package chat.parley.jpa.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.supervision.SupervisionItem.Selected;
import chat.parley.jpa.supervision.SupervisionItem.SignOff;
import chat.parley.jpa.supervision.SupervisionItem.State;
import chat.parley.jpa.supervision.SupervisionItem.Words;
import org.jspecify.annotations.Nullable;

/** What is to be reviewed, and who has opened it: tables {@code supervision_item} and {@code supervision_opening}. */
@Dependent
public final class SupervisionItems {

    private static final String SELECT = "select i.* from supervision_item i ";
    private static final String COUNT =
            "select count(*), count(*) filter (where i.due_at < clock_timestamp()) from supervision_item i ";
    private static final String OF_RULE = "join supervision_rule r on r.id = i.rule_id";
    private static final String WANTED = """
             and i.organization_id = ? and (?::bigint is null or i.rule_id = ?::bigint)
            and (?::bigint is null or (?::bigint = any (r.reviewers) and i.sender_id <> ?::bigint))
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public SupervisionItems(Database database) {
        this.database = database;
    }

    /**
     * Which are wanted.
     *
     * @param state only those of which this has become
     * @param rule only those of this rule
     * @param reviewer only those that this one may review
     */
    public record Wanted(
            @Nullable State state,
            @Nullable Long rule,
            @Nullable AccountId reviewer) {}

    /**
     * What nobody has signed off yet.
     *
     * @param overdue of how much the time is over
     */
    public record Waiting(long waiting, long overdue) {}

    /** From when on, and until when, something was selected. */
    public record Period(Instant from, Instant until) {}

    /**
     * How a rule is kept to, by who has reviewed.
     *
     * @param reviewer null: of what nobody has reviewed yet
     * @param overdue of how many the time was over before somebody had reviewed them
     */
    public record Figures(
            long rule, @Nullable AccountId reviewer, long selected, long reviewed, long overdue, long escalated) {}

    /** Has a message reviewed; once by one rule, however often this is called. */
    public void add(SupervisionRule rule, Selected selected) {
        database.update(
                """
                insert into supervision_item (
                    organization_id, rule_id, conversation_id, seq, sender_id, posted_at, selected_at, due_at, drawn, worded)
                select ?, ?, ?, ?, ?, ?, n.now, n.now + make_interval(days => ?), ?, ?
                from (select clock_timestamp() as now) n
                on conflict (rule_id, conversation_id, seq) do nothing
                """,
                rule.organization().value(),
                rule.id(),
                selected.conversation().value(),
                selected.seq(),
                selected.sender().value(),
                selected.posted(),
                (int) rule.due().toDays(),
                selected.drawn(),
                selected.worded());
    }

    /**
     * At most {@code limit} of those that are wanted, after this one in their order: what waits by when it is due, all else as it
     * was selected.
     */
    public List<SupervisionItem> page(OrganizationId organization, Wanted wanted, long after, int limit) {
        return wanted.state() == State.OPEN
                ? page(
                        organization,
                        wanted,
                        limit,
                        "i.state = 'OPEN' and (i.due_at, i.id) > (coalesce("
                                + "(select a.due_at from supervision_item a where a.id = ?), '-infinity'), ?)",
                        "i.due_at, i.id",
                        after,
                        after)
                : page(
                        organization,
                        wanted,
                        limit,
                        "(?::text is null or i.state = ?::text) and i.id > ?",
                        "i.id",
                        wanted.state(),
                        wanted.state(),
                        after);
    }

    private List<SupervisionItem> page(
            OrganizationId organization,
            Wanted wanted,
            int limit,
            String where,
            String order,
            @Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
        Collections.addAll(all, wantedBy(organization, wanted));
        all.add(limit);
        return database.query(
                SELECT + OF_RULE + " where " + where + WANTED + " order by " + order + " limit ?",
                SupervisionItems::read,
                all.toArray());
    }

    /** How much waits of what is wanted. */
    public Waiting waiting(OrganizationId organization, Wanted wanted) {
        return database.first(
                        COUNT + OF_RULE + " where i.state = 'OPEN'" + WANTED,
                        SupervisionItems::readWaiting,
                        wantedBy(organization, wanted))
                .orElseThrow();
    }

    /** How much waits in all organizations. */
    public Waiting waiting() {
        return database.first(COUNT + "where i.state = 'OPEN'", SupervisionItems::readWaiting)
                .orElseThrow();
    }

    /** At most {@code limit} of a period with a greater number, in their order. */
    public List<SupervisionItem> records(OrganizationId organization, Period period, long after, int limit) {
        return database.query(
                SELECT + """
                where i.organization_id = ? and i.id > ? and i.selected_at >= ? and i.selected_at < ? order by i.id limit ?
                """,
                SupervisionItems::read,
                organization.value(),
                after,
                period.from(),
                period.until(),
                limit);
    }

    /** One of an organization's. */
    public Optional<SupervisionItem> find(OrganizationId organization, long id) {
        return database.first(
                SELECT + "where i.organization_id = ? and i.id = ?", SupervisionItems::read, organization.value(), id);
    }

    /** What its message says; nothing if it was destroyed. */
    public Optional<Words> words(Selected selected) {
        return database.first(
                        """
                select m.body, m.moved_to is not null as moved, m.edited_at, m.deleted_at,
                       array(select v.body from message_version v
                             where v.conversation_id = m.conversation_id and v.seq = m.seq order by v.rev) as earlier
                from message m where m.conversation_id = ? and m.seq = ?
                """,
                        row -> new Found(
                                new Words(
                                        row.getString("body"),
                                        List.of((String[])
                                                row.getArray("earlier").getArray()),
                                        Database.instantOrNull(row, "edited_at"),
                                        Database.instantOrNull(row, "deleted_at")),
                                row.getBoolean("moved")),
                        selected.conversation().value(),
                        selected.seq())
                .flatMap(found ->
                        found.moved() ? moved(selected).map(found.words()::saying) : Optional.of(found.words()));
    }

    private record Found(Words words, boolean moved) {}

    private Optional<String> moved(Selected selected) {
        long[] seqs = {selected.seq()};
        return Optional.ofNullable(
                database.moved().read(selected.conversation().value(), seqs).get(selected.seq()));
    }

    /** Notes that somebody has opened one. */
    public void opened(long id, AccountId by) {
        database.update(
                "insert into supervision_opening (item_id, opened_by) values (?, ?) on conflict do nothing",
                id,
                by.value());
    }

    /** Whether somebody has opened one. */
    public boolean hasOpened(long id, AccountId by) {
        return database.first(
                        "select 1 from supervision_opening where item_id = ? and opened_by = ?",
                        row -> true,
                        id,
                        by.value())
                .isPresent();
    }

    /** Signs one off, if nobody has. */
    public boolean signOff(long id, SignOff signOff) {
        LegalMatterId matter = signOff.matter();
        return database.update(
                        """
                        update supervision_item
                        set state = ?, decided_by = ?, decided_at = ?, comment = ?::text, matter_id = ?::bigint
                        where id = ? and state = 'OPEN'
                        """,
                        signOff.state(),
                        signOff.mark().by().value(),
                        signOff.mark().at(),
                        signOff.comment(),
                        matter == null ? null : matter.value(),
                        id)
                == 1;
    }

    /** What an examiner asks for, of what was selected in a period, by rule and reviewer. */
    public List<Figures> figures(OrganizationId organization, Period period) {
        return database.query("""
                select rule_id, decided_by, count(*) as selected, count(decided_by) as reviewed,
                       count(*) filter (where coalesce(decided_at, now()) > due_at) as overdue,
                       count(*) filter (where state = 'ESCALATED') as escalated
                from supervision_item where organization_id = ? and selected_at >= ? and selected_at < ?
                group by rule_id, decided_by order by rule_id, decided_by nulls last
                """, SupervisionItems::readFigures, organization.value(), period.from(), period.until());
    }

    private static @Nullable Object[] wantedBy(OrganizationId organization, Wanted wanted) {
        AccountId reviewer = wanted.reviewer();
        Long number = reviewer == null ? null : reviewer.value();
        return new @Nullable Object[] {organization.value(), wanted.rule(), wanted.rule(), number, number, number};
    }

    private static Waiting readWaiting(ResultSet row) throws SQLException {
        return new Waiting(row.getLong(1), row.getLong(2));
    }

    private static Figures readFigures(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("rule_id"),
                accountOrNull(row),
                row.getLong("selected"),
                row.getLong("reviewed"),
                row.getLong("overdue"),
                row.getLong("escalated"));
    }

    private static @Nullable AccountId accountOrNull(ResultSet row) throws SQLException {
        long by = row.getLong("decided_by");
        return by == 0 ? null : new AccountId(by);
    }

    private static SupervisionItem read(ResultSet row) throws SQLException {
        AccountId by = accountOrNull(row);
        long matter = row.getLong("matter_id");
        return new SupervisionItem(
                row.getLong("id"),
                row.getLong("rule_id"),
                new Selected(
                        new ConversationId(row.getLong("conversation_id")),
                        row.getLong("seq"),
                        new AccountId(row.getLong("sender_id")),
                        Database.instant(row, "posted_at"),
                        row.getBoolean("drawn"),
                        row.getBoolean("worded")),
                Database.instant(row, "selected_at"),
                Database.instant(row, "due_at"),
                by == null
                        ? null
                        : new SignOff(
                                State.valueOf(row.getString("state")),
                                new Mark(by, Database.instant(row, "decided_at")),
                                row.getString("comment"),
                                matter == 0 ? null : new LegalMatterId(matter)));
    }
}
