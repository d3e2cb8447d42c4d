package chat.parley.jpa.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.report.ModerationCase.Answer;
import chat.parley.jpa.report.ModerationCase.Appeal;
import chat.parley.jpa.report.ModerationCase.Imposed;
import chat.parley.jpa.report.ModerationCase.Level;
import chat.parley.jpa.report.ModerationCase.Place;
import chat.parley.jpa.report.ModerationCase.Ruling;
import chat.parley.jpa.report.ModerationCase.State;
import chat.parley.jpa.report.ModerationCase.Taken;
import org.jspecify.annotations.Nullable;

/**
 * The cases: table {@code moderation_case}. Changes are made in a transaction that holds the case's row ({@link #lock}),
 * which is the first that is taken.
 */
@Dependent
public final class Cases {

    private static final String SELECT = """
            select c.*, s.name, s.kind from moderation_case c
            left join conversation_settings s on s.conversation_id = c.conversation_id
            """;

    /** Those of a {@link Jurisdiction}, in the order of {@link #bounds}. */
    private static final String JUDGED = """
            c.organization_id = ? and c.accused_id <> ? and not (c.state = 'APPEALED' and c.decided_by = ?)
            and not exists (select 1 from report r where r.case_id = c.id and r.reporter_id = ?)
            and case when c.level = 'ORGANIZATION' then ?
                     else exists (
                         select 1 from member m
                         where m.conversation_id = c.conversation_id and m.account_id = ? and m.to_seq is null
                           and m.role = any (?)) end
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public Cases(Database database) {
        this.database = database;
    }

    /** Which part of the list is wanted. */
    public enum Filter {
        /** What waits for a decision. */
        OPEN("c.state in ('OPEN', 'APPEALED')"),
        /** What of that one has taken. */
        MINE("c.state in ('OPEN', 'APPEALED') and c.taken_by = ?"),
        /** What was decided. */
        CLOSED("c.state in ('DECIDED', 'CLOSED')");

        private final String condition;

        Filter(String condition) {
            this.condition = condition;
        }
    }

    /**
     * Opens a case, unless one of the same message or the same person is open; if another transaction opens one just now,
     * that is waited for.
     *
     * @param place where the message is; null if it is about a person
     * @return whether it was opened
     */
    public boolean open(
            CaseId id, OrganizationId organization, @Nullable Place place, AccountId accused, Level level, Instant at) {
        return database.update(
                        """
                        insert into moderation_case (
                            id, organization_id, conversation_id, seq, accused_id, level, state, opened_at)
                        values (?, ?, ?::bigint, ?::bigint, ?, ?, 'OPEN', ?)
                        on conflict do nothing
                        """,
                        id.value(),
                        organization.value(),
                        place == null ? null : place.conversation().value(),
                        place == null ? null : place.seq(),
                        accused.value(),
                        level,
                        at)
                == 1;
    }

    /** The open case of a message, held until the transaction ends. */
    public Optional<ModerationCase> lockOpen(ConversationId conversation, long seq) {
        return database.first(
                SELECT + "where c.state = 'OPEN' and c.conversation_id = ? and c.seq = ? for update of c",
                Cases::read,
                conversation.value(),
                seq);
    }

    /** The open case of a person, held until the transaction ends. */
    public Optional<ModerationCase> lockOpen(AccountId accused) {
        return database.first(
                SELECT + "where c.state = 'OPEN' and c.seq is null and c.accused_id = ? for update of c",
                Cases::read,
                accused.value());
    }

    /** A case. */
    public Optional<ModerationCase> find(CaseId id) {
        return database.first(SELECT + "where c.id = ?", Cases::read, id.value());
    }

    /** The same, held until the transaction ends. */
    public Optional<ModerationCase> lock(CaseId id) {
        return database.first(SELECT + "where c.id = ? for update of c", Cases::read, id.value());
    }

    /** Somebody looks after it now, or nobody does. */
    public void take(CaseId id, @Nullable Taken taken) {
        database.update(
                "update moderation_case set taken_by = ?::bigint, taken_at = ?::timestamptz where id = ?",
                taken == null ? null : taken.by().value(),
                taken == null ? null : taken.at(),
                id.value());
    }

    /** Others decide about it from now on, and nobody looks after it. */
    public void handTo(CaseId id, Level level) {
        database.update(
                "update moderation_case set level = ?, taken_by = null, taken_at = null where id = ?",
                level,
                id.value());
    }

    /** It was decided; whoever had taken it is done. */
    public void decide(CaseId id, Ruling ruling) {
        Imposed sanction = ruling.sanction();
        database.update(
                """
                update moderation_case
                set state = 'DECIDED', taken_by = null, taken_at = null, decision = ?, decided_by = ?, decided_at = ?,
                    why = ?::text, until = ?::timestamptz, sanctioned_in = ?::bigint, sanctioned_at = ?::timestamptz
                where id = ?
                """,
                ruling.decision(),
                ruling.by().value(),
                ruling.at(),
                ruling.why(),
                ruling.until(),
                sanction == null ? null : sanction.conversation().value(),
                sanction == null ? null : sanction.at(),
                id.value());
    }

    /** Where and at which moment exactly the sanction was imposed that was decided on. */
    public void imposed(CaseId id, Imposed sanction) {
        database.update(
                "update moderation_case set sanctioned_in = ?, sanctioned_at = ? where id = ?",
                sanction.conversation().value(),
                sanction.at(),
                id.value());
    }

    /** The accused has something to say against it; these decide again. */
    public void appeal(CaseId id, String text, Instant at, Level level) {
        database.update(
                "update moderation_case set state = 'APPEALED', appeal = ?, appealed_at = ?, level = ? where id = ?",
                text,
                at,
                level,
                id.value());
    }

    /** It was decided again, and that is the end. */
    public void answer(CaseId id, Answer answer) {
        database.update("""
                update moderation_case
                set state = 'CLOSED', taken_by = null, taken_at = null, reversed = ?, answered_by = ?, answered_at = ?,
                    answer = ?::text
                where id = ?
                """, answer.reversed(), answer.by().value(), answer.at(), answer.why(), id.value());
    }

    /**
     * At most {@code limit} cases that somebody decides about: what waits in the order in which it came, what was decided
     * the newest first; after the one of a number.
     */
    public List<CaseLine> page(
            Jurisdiction judge, Filter filter, @Nullable ConversationId conversation, @Nullable Long after, int limit) {
        boolean newestFirst = filter == Filter.CLOSED;
        Object[] parameters = bounds(
                judge,
                filter == Filter.MINE ? judge.account().value() : null,
                conversation == null ? 0L : conversation.value(),
                conversation == null ? 0L : conversation.value(),
                after == null ? (newestFirst ? Long.MAX_VALUE : 0L) : after,
                limit);
        return database.query(
                """
                select c.*, s.name, s.kind,
                       (select count(*) from report r where r.case_id = c.id) as reports,
                       (select array_agg(distinct r.reason) from report r where r.case_id = c.id) as reasons,
                       (select left(w.body, 200) from case_message w
                        where w.case_id = c.id and w.seq = c.seq order by w.rev limit 1) as words
                from moderation_case c
                left join conversation_settings s on s.conversation_id = c.conversation_id
                where\s""" + JUDGED + " and " + filter.condition
                        + " and (? = 0 or c.conversation_id = ?) and c.id "
                        + (newestFirst ? "< ? order by c.id desc" : "> ? order by c.id") + " limit ?",
                Cases::readLine,
                parameters);
    }

    /** How many wait for somebody's decision; no more than {@code most} are counted. */
    public long waiting(Jurisdiction judge, int most) {
        return database.first(
                        "select count(*) from (select 1 from moderation_case c where " + JUDGED + " and "
                                + Filter.OPEN.condition + " limit ?) waiting",
                        row -> row.getLong(1),
                        bounds(judge, null, (long) most))
                .orElse(0L);
    }

    private static Object[] bounds(Jurisdiction judge, @Nullable Long taker, Object... more) {
        long me = judge.account().value();
        String[] roles = judge.roles().stream().map(Role::name).toArray(String[]::new);
        List<Object> all =
                new ArrayList<>(List.of(judge.organization().value(), me, me, me, judge.organizational(), me, roles));
        if (taker != null) {
            all.add(taker);
        }
        all.addAll(List.of(more));
        return all.toArray();
    }

    /**
     * At most {@code limit} of those who decide about a case where it lies now: the first moderators of the conversation,
     * or administrators. Nobody decides about their own, nor a second time.
     */
    public List<AccountId> judges(CaseId id, List<Role> roles, int limit) {
        return database.query(
                """
                select j.account_id from moderation_case c cross join lateral (
                    select m.account_id from member m
                    where c.level = 'CONVERSATION' and m.conversation_id = c.conversation_id and m.to_seq is null
                      and m.role = any (?)
                    union all
                    select a.id from account a
                    where c.level = 'ORGANIZATION' and a.organization_id = c.organization_id and a.disabled_at is null
                      and exists (select 1 from account_duty d where d.account_id = a.id and d.duty = 'MODERATION')
                ) j
                where c.id = ? and j.account_id <> c.accused_id and j.account_id is distinct from c.decided_by
                  and not exists (select 1 from report r where r.case_id = c.id and r.reporter_id = j.account_id)
                order by j.account_id limit ?
                """,
                row -> new AccountId(row.getLong(1)),
                roles.stream().map(Role::name).toArray(String[]::new),
                id.value(),
                limit);
    }

    private static CaseLine readLine(ResultSet row) throws SQLException {
        String[] reasons = (String[]) row.getArray("reasons").getArray();
        return new CaseLine(
                read(row),
                row.getLong("reports"),
                List.of(reasons).stream().map(ReportReason::valueOf).toList(),
                row.getString("words"));
    }

    private static ModerationCase read(ResultSet row) throws SQLException {
        return new ModerationCase(
                new CaseId(row.getLong("id")),
                new OrganizationId(row.getLong("organization_id")),
                place(row),
                new AccountId(row.getLong("accused_id")),
                Level.valueOf(row.getString("level")),
                State.valueOf(row.getString("state")),
                Database.instant(row, "opened_at"),
                taken(row),
                ruling(row),
                appeal(row));
    }

    private static @Nullable Place place(ResultSet row) throws SQLException {
        long conversation = row.getLong("conversation_id");
        return conversation == 0
                ? null
                : new Place(
                        new ConversationId(conversation),
                        row.getLong("seq"),
                        row.getString("name"),
                        "DIRECT".equals(row.getString("kind")));
    }

    private static @Nullable Taken taken(ResultSet row) throws SQLException {
        long by = row.getLong("taken_by");
        return by == 0 ? null : new Taken(new AccountId(by), Database.instant(row, "taken_at"));
    }

    private static @Nullable Ruling ruling(ResultSet row) throws SQLException {
        String decision = row.getString("decision");
        if (decision == null) {
            return null;
        }
        long sanctionedIn = row.getLong("sanctioned_in");
        return new Ruling(
                Decision.valueOf(decision),
                new AccountId(row.getLong("decided_by")),
                Database.instant(row, "decided_at"),
                row.getString("why"),
                Database.instantOrNull(row, "until"),
                sanctionedIn == 0
                        ? null
                        : new Imposed(new ConversationId(sanctionedIn), Database.instant(row, "sanctioned_at")));
    }

    private static @Nullable Appeal appeal(ResultSet row) throws SQLException {
        String text = row.getString("appeal");
        long by = row.getLong("answered_by");
        if (text == null) {
            return null;
        }
        Answer answer = by == 0
                ? null
                : new Answer(
                        row.getBoolean("reversed"),
                        new AccountId(by),
                        Database.instant(row, "answered_at"),
                        row.getString("answer"));
        return new Appeal(text, Database.instant(row, "appealed_at"), answer);
    }
}
