package chat.parley.jpa.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.MovedRows;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.PostedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Who has reported what, and what was said then: tables {@code report} and {@code case_message}; and who was told of what
 * under which number of their own state.
 */
@Dependent
public final class Reports {

    /** How many messages before and after one are kept with it. */
    public static final int CONTEXT = 5;

    /** Among how many numbers before and after they are looked for. */
    private static final int REACH = 200;

    /** A message and the nearest ones. */
    private static final String NEAR = """
            (
                (select b.* from message b
                 where b.conversation_id = ? and b.seq between ? and ? and b.format <> 'SYSTEM'
                   and b.deleted_at is null and b.thread_root is not distinct from ?::bigint
                 order by b.seq desc limit ?)
                union all
                (select a.* from message a
                 where a.conversation_id = ? and a.seq between ? and ? and a.format <> 'SYSTEM'
                   and a.deleted_at is null and a.thread_root is not distinct from ?::bigint
                 order by a.seq limit ?)
            ) m
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public Reports(Database database) {
        this.database = database;
    }

    /** A report to be added. */
    public record Report(
            AccountId reporter,
            ReportReason reason,
            @Nullable String text,
            Instant at) {}

    /** The last case in which this account has reported this message. */
    public Optional<CaseId> latest(PostedMessage message, AccountId reporter) {
        return database.first(
                """
                select c.id from moderation_case c join report r on r.case_id = c.id and r.reporter_id = ?
                where c.conversation_id = ? and c.seq = ? order by r.reported_at desc limit 1
                """,
                row -> new CaseId(row.getLong(1)),
                reporter.value(),
                message.conversation().value(),
                message.seq());
    }

    /** Whether this account has reported it. */
    public boolean has(CaseId id, AccountId reporter) {
        return database.first(
                        "select 1 from report where case_id = ? and reporter_id = ?",
                        row -> true,
                        id.value(),
                        reporter.value())
                .isPresent();
    }

    /** How many have reported it. */
    public long count(CaseId id) {
        return database.first("select count(*) from report where case_id = ?", row -> row.getLong(1), id.value())
                .orElse(0L);
    }

    /** Adds a report, of which its maker is told later under a number. */
    public void add(CaseId id, Report report) {
        database.update("""
                insert into report (case_id, reporter_id, reason, text, reported_at, account_rev)
                values (?, ?, ?, ?::text, ?, 0)
                """, id.value(), report.reporter().value(), report.reason(), report.text(), report.at());
    }

    /**
     * Keeps a message and the nearest before and after it, of the same thread or of none, in the words they have now; what
     * is kept in the same words already is left. One statement, before which they come back if they have moved.
     *
     * @param from the first message that whoever reports may see
     */
    public void keep(CaseId id, PostedMessage message, long from) {
        Long thread = message.thread();
        long seq = message.seq();
        long conversation = message.conversation().value();
        @Nullable
        Object[] near = {
            conversation,
            Math.max(from, seq - REACH),
            seq,
            thread,
            CONTEXT + 1,
            conversation,
            seq + 1,
            seq + REACH,
            thread,
            CONTEXT
        };
        List<Long> there = database.query("select m.seq from " + NEAR, row -> row.getLong("seq"), near);
        MovedRows.bringBack(database, conversation, there, () -> hold(conversation, there));
        database.update(
                """
                insert into case_message (case_id, seq, rev, sender_id, created_at, format, body, edited_at)
                select k.id, m.seq, m.rev, m.sender_id, m.created_at, m.format,
                       case when m.moved_to is null then m.body end, m.edited_at
                from %s, (select ?::bigint as id) k
                where not exists (
                    select 1 from case_message kept
                    where kept.case_id = k.id and kept.seq = m.seq and kept.body = m.body)
                on conflict do nothing
                """.formatted(NEAR),
                Stream.concat(Arrays.stream(near), Stream.of(id.value())).toArray());
    }

    /** Whoever moves or changes them waits until the transaction ends. */
    private void hold(long conversation, List<Long> seqs) {
        database.query(
                "select seq from message where conversation_id = ? and seq = any (?) order by seq for no key update",
                row -> row.getLong("seq"),
                conversation,
                seqs.stream().mapToLong(Long::longValue).toArray());
    }

    /** At most {@code limit} of the reports of a case, in the order in which they came. */
    public List<CaseFile.Reported> of(CaseId id, int limit) {
        return database.query(
                "select reason, text, reported_at from report where case_id = ? order by reported_at, reporter_id limit ?",
                row -> new CaseFile.Reported(
                        ReportReason.valueOf(row.getString("reason")),
                        row.getString("text"),
                        Database.instant(row, "reported_at")),
                id.value(),
                limit);
    }

    /** At most {@code limit} of the messages that are kept of a case, in their order. */
    public List<CaseFile.Kept> kept(CaseId id, int limit) {
        return database.query(
                "select * from case_message where case_id = ? order by seq, rev limit ?",
                Reports::readKept,
                id.value(),
                limit);
    }

    /** All who have reported it. */
    public List<AccountId> reporters(CaseId id) {
        return database.query(
                "select reporter_id from report where case_id = ? order by reporter_id",
                row -> new AccountId(row.getLong(1)),
                id.value());
    }

    /** Those who have reported it are told of it under these numbers. */
    public void told(CaseId id, Map<AccountId, Long> reporters) {
        database.update("""
                update report r set account_rev = t.rev from unnest(?, ?) as t (account_id, rev)
                where r.case_id = ? and r.reporter_id = t.account_id
                """, accounts(reporters), numbers(reporters), id.value());
    }

    /** The accused is told of it under this number. */
    public void toldAccused(CaseId id, long rev) {
        database.update("update moderation_case set accused_rev = ? where id = ?", rev, id.value());
    }

    /** For these, who decide about reports, the queue has changed under these numbers. */
    public void toldJudges(Map<AccountId, Long> judges) {
        database.update("""
                insert into queue_change (account_id, account_rev)
                select t.account_id, t.rev from unnest(?, ?) as t (account_id, rev) order by t.account_id
                on conflict (account_id) do update set account_rev = excluded.account_rev
                """, accounts(judges), numbers(judges));
    }

    private static long[] accounts(Map<AccountId, Long> revs) {
        return revs.keySet().stream().mapToLong(AccountId::value).toArray();
    }

    private static long[] numbers(Map<AccountId, Long> revs) {
        return revs.values().stream().mapToLong(Long::longValue).toArray();
    }

    private static CaseFile.Kept readKept(ResultSet row) throws SQLException {
        return new CaseFile.Kept(
                row.getLong("seq"),
                new AccountId(row.getLong("sender_id")),
                Database.instant(row, "created_at"),
                Format.valueOf(row.getString("format")),
                row.getString("body"),
                Database.instantOrNull(row, "edited_at"));
    }
}
