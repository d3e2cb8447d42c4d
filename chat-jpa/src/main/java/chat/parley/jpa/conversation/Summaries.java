package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the statements in {@link Memberships} that tell of a conversation with its newest message. */
final class Summaries {

    private final Database database;
    private final Messages messages;

    Summaries(Database database) {
        this.database = database;
        messages = new Messages(database);
    }

    private record Row(ConversationSummary summary, boolean threads, boolean gaps) {}

    /**
     * What one of these statements answers for an account, which is its first parameter. What hangs on a newest message, how
     * many of the unread numbers belong to threads or are of messages that were destroyed, and how many speak to the account,
     * is read for those conversations only that can have such.
     */
    List<ConversationSummary> query(AccountId account, String sql, Object... more) {
        List<Object> parameters = new ArrayList<>(List.of(account.value()));
        parameters.addAll(List.of(more));
        List<Row> rows = database.query(
                sql,
                row -> new Row(read(row), row.getBoolean("has_threads"), row.getBoolean("has_gaps")),
                parameters.toArray());
        Map<ConversationId, PostedMessage> changed = changed(rows);
        Map<ConversationId, Long> inThreads = unreadInThreads(rows);
        Map<ConversationId, Long> destroyed = unreadAndDestroyed(rows);
        Map<ConversationId, Long> mentions = unreadMentions(account, rows);
        return rows.stream()
                .map(Row::summary)
                .map(summary -> summary.with(
                        shown(summary.last(), changed.get(summary.id())),
                        inThreads.getOrDefault(summary.id(), 0L) + destroyed.getOrDefault(summary.id(), 0L),
                        mentions.getOrDefault(summary.id(), 0L)))
                .toList();
    }

    /** Nothing where it was destroyed before its text was read. */
    private static @Nullable PostedMessage shown(@Nullable PostedMessage last, @Nullable PostedMessage complete) {
        if (complete != null) {
            return complete;
        }
        return last == null || last.isBare() ? null : last;
    }

    private Map<ConversationId, PostedMessage> changed(List<Row> rows) {
        List<PostedMessage> changed = rows.stream()
                .map(row -> row.summary().last())
                .filter(Objects::nonNull)
                .filter(last -> last.rev() > 0 || last.isBare())
                .toList();
        return messages.complete(changed).stream()
                .collect(Collectors.toMap(PostedMessage::conversation, Function.identity()));
    }

    private Map<ConversationId, Long> unreadInThreads(List<Row> rows) {
        return count("""
                select k.conversation_id, u.count
                from unnest(?, ?, ?, ?) as k (conversation_id, from_seq, after_seq, last_seq)
                cross join lateral (
                    select count(*) as count from message h
                    where h.conversation_id = k.conversation_id and h.thread_root >= k.from_seq
                      and h.seq > k.after_seq and h.seq <= k.last_seq) u
                """, rows.stream().filter(Row::threads).map(Row::summary));
    }

    private Map<ConversationId, Long> unreadAndDestroyed(List<Row> rows) {
        return count("""
                select k.conversation_id, u.count
                from unnest(?, ?, ?, ?) as k (conversation_id, from_seq, after_seq, last_seq)
                cross join lateral (
                    select coalesce(sum(least(g.to_seq, k.last_seq) - greatest(g.from_seq, k.after_seq + 1) + 1), 0)::bigint
                               as count
                    from message_gap g
                    where g.conversation_id = k.conversation_id and g.to_seq > k.after_seq and g.from_seq <= k.last_seq) u
                """, rows.stream().filter(Row::gaps).map(Row::summary));
    }

    private Map<ConversationId, Long> unreadMentions(AccountId account, List<Row> rows) {
        return count("""
                select k.conversation_id, count(*)
                from unnest(?, ?, ?, ?) as k (conversation_id, from_seq, after_seq, last_seq)
                cross join (select ?::bigint as id) a
                cross join lateral (
                    select n.seq from message_mention n
                    where n.kind = 'PERSON' and n.target = a.id and n.conversation_id = k.conversation_id
                      and n.seq > k.after_seq and n.seq <= k.last_seq and coalesce(n.thread_root, 0) < k.from_seq
                      and not exists (
                          select 1 from account_block b
                          where b.account_id = a.id and b.other_id = n.sender_id and b.blocked)
                    union
                    select n.seq from message_mention n
                    where n.kind <> 'PERSON' and n.conversation_id = k.conversation_id
                      and n.seq > k.after_seq and n.seq <= k.last_seq and coalesce(n.thread_root, 0) < k.from_seq
                      and n.sender_id <> a.id and (n.kind = 'EVERYBODY' or a.id = any (n.accounts))
                      and not exists (
                          select 1 from account_block b
                          where b.account_id = a.id and b.other_id = n.sender_id and b.blocked)) u
                group by k.conversation_id
                """, rows.stream().map(Row::summary), account.value());
    }

    /** By conversation, what a statement counts that takes these four arrays, of those in which anything is unread. */
    private Map<ConversationId, Long> count(String sql, Stream<ConversationSummary> all, Object... more) {
        List<ConversationSummary> some = all.filter(one -> one.unread() > 0).toList();
        if (some.isEmpty()) {
            return Map.of();
        }
        List<Object> parameters = new ArrayList<>(List.of(
                some.stream().mapToLong(one -> one.id().value()).toArray(),
                some.stream().mapToLong(ConversationSummary::fromSeq).toArray(),
                some.stream()
                        .mapToLong(one -> Math.max(one.readSeq(), one.fromSeq() - 1))
                        .toArray(),
                some.stream().mapToLong(ConversationSummary::lastSeq).toArray()));
        parameters.addAll(List.of(more));
        return database
                .query(
                        sql,
                        row -> Map.entry(new ConversationId(row.getLong("conversation_id")), row.getLong("count")),
                        parameters.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ConversationSummary read(ResultSet row) throws SQLException {
        ConversationKind kind = ConversationKind.valueOf(row.getString("kind"));
        return new ConversationSummary(
                new ConversationId(row.getLong("conversation_id")),
                kind,
                row.getString("name"),
                row.getString("topic"),
                Visibility.valueOf(row.getString("visibility")),
                history(row),
                ReceiptPolicy.valueOf(row.getString("receipts")),
                VersionPolicy.valueOf(row.getString("versions")),
                row.getBoolean("previews"),
                PostingPolicy.valueOf(row.getString("posting")),
                Duration.ofSeconds(row.getInt("slow_seconds")),
                row.getBoolean("archived"),
                Role.valueOf(row.getString("role")),
                mutedOrNull(row),
                row.getLong("bookmarks_rev"),
                row.getBoolean("takes_requests"),
                row.getLong("waiting"),
                row.getLong("held"),
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                row.getLong("from_seq"),
                row.getLong("read_seq"),
                0,
                0,
                kind == ConversationKind.DIRECT ? new AccountId(row.getLong("with_account")) : null,
                lastOrNull(row));
    }

    /** What newcomers see, in a row that has the three columns that say it. */
    static HistoryVisibility history(ResultSet row) throws SQLException {
        return new HistoryVisibility(
                HistoryVisibility.Extent.valueOf(row.getString("history")),
                row.getInt("history_last"),
                Database.instantOrNull(row, "history_since"));
    }

    private static ConversationSummary.@Nullable Muted mutedOrNull(ResultSet row) throws SQLException {
        return row.getString("sanction") == null
                ? null
                : new ConversationSummary.Muted(Database.instantOrNull(row, "muted_until"), row.getString("muted_why"));
    }

    private static @Nullable PostedMessage lastOrNull(ResultSet row) throws SQLException {
        return row.getLong("seq") == 0 ? null : Messages.read(row);
    }
}
