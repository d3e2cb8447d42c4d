package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Who has acknowledged a message, and voted on it. Written in a transaction that has taken the account's next number, and
 * does not hold the conversation; what is shown with the message is counted afterwards, for many at once ({@link
 * #takeUntold}, {@link Changes#count}).
 */
@Dependent
public final class Responses {

    /** So many are counted in one transaction, which holds the conversation meanwhile. */
    private static final int MOST_AT_ONCE = 10_000;

    /** A device that comes without a checkpoint is told of so many. */
    private static final int MOST_TOLD = 1_000;

    private static final String RESPONSE =
            "select conversation_id, seq, acknowledged_at, choices, account_rev from response ";

    /** Those who were members when a message was said and still are, without who said it; and what they have answered. */
    private static final String ASKED = """
            from member n
            left join response r on r.conversation_id = n.conversation_id and r.account_id = n.account_id and r.seq = ?
            where n.conversation_id = ? and n.to_seq is null and n.joined_seq <= ? and n.account_id <> ?
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public Responses(Database database) {
        this.database = database;
    }

    /** What this account has answered, if anything. */
    public Optional<Response> of(AccountId account, ConversationId conversation, long seq) {
        return database.first(
                RESPONSE + "where conversation_id = ? and seq = ? and account_id = ?",
                row -> read(row).response(),
                conversation.value(),
                seq,
                account.value());
    }

    /** Acknowledges a message, which this account has not yet, as its change of this number. */
    public Response acknowledge(AccountId account, ConversationId conversation, long seq, Instant at, long accountRev) {
        return write("""
                insert into response (conversation_id, seq, account_id, acknowledged_at, account_rev)
                values (?, ?, ?, ?, ?)
                on conflict (conversation_id, seq, account_id) do update
                set acknowledged_at = excluded.acknowledged_at, told = false, account_rev = excluded.account_rev
                returning *
                """, conversation.value(), seq, account.value(), at, accountRev);
    }

    /** Chooses these options of a poll instead of those chosen before, as the account's change of this number. */
    public Response vote(
            AccountId account,
            ConversationId conversation,
            long seq,
            List<Integer> choices,
            Instant at,
            long accountRev) {
        return write(
                """
                insert into response (conversation_id, seq, account_id, choices, voted_at, account_rev)
                values (?, ?, ?, ?::bigint[]::smallint[], ?, ?)
                on conflict (conversation_id, seq, account_id) do update
                set choices = excluded.choices, voted_at = excluded.voted_at, told = false,
                    account_rev = excluded.account_rev
                returning *
                """,
                conversation.value(),
                seq,
                account.value(),
                choices.stream().mapToLong(Integer::longValue).toArray(),
                at,
                accountRev);
    }

    private Response write(String sql, Object... parameters) {
        return database.first(sql, row -> read(row).response(), parameters).orElseThrow();
    }

    /** Lets nobody close the poll of a message until the transaction ends; others may vote too. */
    public void keepOpen(ConversationId conversation, long seq) {
        hold("pg_advisory_xact_lock_shared", conversation, seq);
    }

    /** Waits for those who vote on a message just now, and lets nobody else until the transaction ends. */
    public void holdBack(ConversationId conversation, long seq) {
        hold("pg_advisory_xact_lock", conversation, seq);
    }

    private void hold(String lock, ConversationId conversation, long seq) {
        database.query(
                "select " + lock + "(hashtextextended('poll ' || ?::bigint, ?))",
                row -> true,
                seq,
                conversation.value());
    }

    /** An answer, and the number of the account's own state under which it was given. */
    public record Answered(Response response, long rev) {}

    /** At most {@code limit} of what this account has answered after this number, in that order. */
    public List<Answered> since(AccountId account, long rev, int limit) {
        return database.query(RESPONSE + """
                where account_id = ? and account_rev > greatest(?, (
                    select r.account_rev from response r
                    where r.account_id = ?
                    order by r.account_rev desc offset ? limit 1))
                order by account_rev
                limit ?
                """, Responses::read, account.value(), rev, account.value(), MOST_TOLD, limit);
    }

    /** At most {@code limit} of the conversations in which something was answered that is not counted yet. */
    public List<ConversationId> untold(int limit) {
        return database.query(
                "select distinct conversation_id from response where not told order by conversation_id limit ?",
                row -> new ConversationId(row.getLong(1)),
                limit);
    }

    /**
     * The messages of a conversation to which something was answered that is not counted yet; from here on it is, if the
     * transaction commits. Never waits: what somebody is just answering again is left for the next time.
     */
    public SortedSet<Long> takeUntold(ConversationId conversation) {
        return new TreeSet<>(database.query("""
                update response r set told = true
                from (select conversation_id, seq, account_id from response
                      where conversation_id = ? and not told
                      limit ?
                      for update skip locked) u
                where r.conversation_id = u.conversation_id and r.seq = u.seq and r.account_id = u.account_id
                returning r.seq
                """, row -> row.getLong(1), conversation.value(), MOST_AT_ONCE));
    }

    /** How many were asked to acknowledge a message, and how many of them have. */
    public record Asked(long asked, long acknowledged) {}

    /** How many of those who were members when a message was said, and still are, have acknowledged it. */
    public Asked asked(PostedMessage message) {
        return database.first(
                        "select count(*) as asked, count(r.acknowledged_at) as acknowledged " + ASKED,
                        row -> new Asked(row.getLong("asked"), row.getLong("acknowledged")),
                        message.seq(),
                        message.conversation().value(),
                        message.seq(),
                        message.sender().value())
                .orElseThrow();
    }

    /** Somebody who was asked. */
    public record Reader(AccountId account, @Nullable Instant acknowledgedAt) {}

    /** At most {@code limit} of those who have acknowledged a message, or of those who have not, by account after one. */
    public List<Reader> asked(PostedMessage message, boolean acknowledged, long after, int limit) {
        return database.query(
                "select n.account_id, r.acknowledged_at " + ASKED
                        + " and (r.acknowledged_at is not null) = ? and n.account_id > ? order by n.account_id limit ?",
                row -> new Reader(
                        new AccountId(row.getLong("account_id")), Database.instantOrNull(row, "acknowledged_at")),
                message.seq(),
                message.conversation().value(),
                message.seq(),
                message.sender().value(),
                acknowledged,
                after,
                limit);
    }

    /** At most {@code limit} of those who have chosen an option of a poll, by account after one. */
    public List<AccountId> voters(ConversationId conversation, long seq, int option, long after, int limit) {
        return database.query(
                """
                select account_id from response
                where conversation_id = ? and seq = ? and ?::smallint = any (choices) and account_id > ?
                order by account_id
                limit ?
                """, row -> new AccountId(row.getLong(1)), conversation.value(), seq, option, after, limit);
    }

    private static Answered read(ResultSet row) throws SQLException {
        return new Answered(
                new Response(
                        new ConversationId(row.getLong("conversation_id")),
                        row.getLong("seq"),
                        Database.instantOrNull(row, "acknowledged_at"),
                        Arrays.stream((Short[]) row.getArray("choices").getArray())
                                .map(Short::intValue)
                                .toList()),
                row.getLong("account_rev"));
    }
}
