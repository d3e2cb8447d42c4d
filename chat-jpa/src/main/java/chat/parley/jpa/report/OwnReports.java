package chat.parley.jpa.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** What an account itself is told of cases: what became of its reports, what was decided about it, that a queue changed. */
@Dependent
public final class OwnReports {

    private static final String REPORTS = """
            select c.id, c.conversation_id, c.seq, c.accused_id, r.reason, r.text, r.reported_at, r.account_rev,
                   case when c.decision is null then 'OPEN' when c.decision = 'DISMISS' then 'DISMISSED'
                        when c.reversed then 'REVERSED' else 'ACTED' end as state
            from report r join moderation_case c on c.id = r.case_id
            """;

    private static final String DECISIONS = """
            select c.id, coalesce(c.sanctioned_in, c.conversation_id) as conversation_id, c.seq, s.name, c.decision, c.why,
                   c.decided_at, c.until, c.appeal, c.reversed, c.answer, c.accused_rev,
                   (select w.body from case_message w
                    where ? and w.case_id = c.id and w.seq = c.seq order by w.rev limit 1) as words
            from moderation_case c
            left join conversation_settings s
                on s.conversation_id = coalesce(c.sanctioned_in, c.conversation_id)
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public OwnReports(Database database) {
        this.database = database;
    }

    /** A report, and the number of its maker's own state under which they were told of it last. */
    public record WrittenReport(OwnReport report, long rev) {}

    /** A decision, and the number of the own state of the one it concerns under which they were told of it last. */
    public record WrittenDecision(OwnDecision decision, long rev) {}

    /** At most {@code limit} reports of which an account was told after this number, in that order. */
    public List<WrittenReport> reportsSince(AccountId account, long rev, int limit) {
        return database.query(
                REPORTS + "where r.reporter_id = ? and r.account_rev > ? order by r.account_rev limit ?",
                OwnReports::readReport,
                account.value(),
                rev,
                limit);
    }

    /** The same before a number, what changed last first. */
    public List<WrittenReport> reportsBefore(AccountId account, @Nullable Long rev, int limit) {
        return database.query(
                REPORTS + "where r.reporter_id = ? and r.account_rev < ? order by r.account_rev desc limit ?",
                OwnReports::readReport,
                account.value(),
                rev == null ? Long.MAX_VALUE : rev,
                limit);
    }

    /** An account's report in a case. */
    public Optional<OwnReport> report(CaseId id, AccountId account) {
        return database.first(
                REPORTS + "where r.case_id = ? and r.reporter_id = ?",
                row -> readReport(row).report(),
                id.value(),
                account.value());
    }

    /** At most {@code limit} decisions of which an account was told after this number, in that order; without words. */
    public List<WrittenDecision> decisionsSince(AccountId account, long rev, int limit) {
        return database.query(
                DECISIONS + "where c.accused_id = ? and c.accused_rev > ? order by c.accused_rev limit ?",
                OwnReports::readDecision,
                false,
                account.value(),
                rev,
                limit);
    }

    /** The same before a number, what changed last first, with what was said. */
    public List<WrittenDecision> decisionsBefore(AccountId account, @Nullable Long rev, int limit) {
        return database.query(
                DECISIONS + "where c.accused_id = ? and c.accused_rev < ? order by c.accused_rev desc limit ?",
                OwnReports::readDecision,
                true,
                account.value(),
                rev == null ? Long.MAX_VALUE : rev,
                limit);
    }

    /** What was decided in a case about the accused, if they were told; without what was said. */
    public Optional<OwnDecision> decision(CaseId id, AccountId accused) {
        return database.first(
                DECISIONS + "where c.id = ? and c.accused_id = ? and c.accused_rev is not null",
                row -> readDecision(row).decision(),
                false,
                id.value(),
                accused.value());
    }

    /** Whether the queue that an account decides about has changed after this number. */
    public boolean queueChangedSince(AccountId account, long rev) {
        return database.first(
                        "select 1 from queue_change where account_id = ? and account_rev > ?",
                        row -> true,
                        account.value(),
                        rev)
                .isPresent();
    }

    private static WrittenReport readReport(ResultSet row) throws SQLException {
        return new WrittenReport(
                new OwnReport(
                        new CaseId(row.getLong("id")),
                        conversation(row),
                        row.getObject("seq", Long.class),
                        new AccountId(row.getLong("accused_id")),
                        ReportReason.valueOf(row.getString("reason")),
                        row.getString("text"),
                        Database.instant(row, "reported_at"),
                        OwnReport.State.valueOf(row.getString("state"))),
                row.getLong("account_rev"));
    }

    private static WrittenDecision readDecision(ResultSet row) throws SQLException {
        return new WrittenDecision(
                new OwnDecision(
                        new CaseId(row.getLong("id")),
                        conversation(row),
                        row.getObject("seq", Long.class),
                        row.getString("name"),
                        row.getString("words"),
                        Decision.valueOf(row.getString("decision")),
                        row.getString("why"),
                        Database.instant(row, "decided_at"),
                        Database.instantOrNull(row, "until"),
                        row.getString("appeal"),
                        row.getObject("reversed", Boolean.class),
                        row.getString("answer")),
                row.getLong("accused_rev"));
    }

    private static @Nullable ConversationId conversation(ResultSet row) throws SQLException {
        long conversation = row.getLong("conversation_id");
        return conversation == 0 ? null : new ConversationId(conversation);
    }
}
