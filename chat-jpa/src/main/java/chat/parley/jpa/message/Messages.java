package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

import static java.util.Objects.requireNonNull;

/**
 * Reads the log. Every page is a walk along the primary key {@code (conversation_id, seq)} of one partition, so depth
 * costs nothing: measured over 10 million messages, the last 50 and a page 100,000 deep take the same fraction of a
 * millisecond ({@code docs/performance.md}).
 */
@Dependent
public final class Messages {

    private static final String COLUMNS =
            "m.conversation_id, m.seq, m.rev, m.client_id, m.sender_id, m.created_at, m.format, m.body, m.reply_to,"
                    + " m.thread_root, m.source, m.purpose, m.edited_at, m.deleted_at";

    private final Database database;
    private final PartsOfMessages parts;

    /** Works on this database. */
    @Inject
    public Messages(Database database) {
        this.database = database;
        parts = new PartsOfMessages(database);
    }

    /** The message of this number as it is now. */
    public Optional<PostedMessage> find(ConversationId conversation, long seq) {
        return query(
                        "select " + COLUMNS + " from message m where m.conversation_id = ? and m.seq = ?",
                        conversation.value(),
                        seq)
                .stream()
                .findFirst();
    }

    /** At most {@code limit} messages before a number, the nearest ones, in ascending order. */
    public List<PostedMessage> before(ConversationId conversation, Span span, long seq, int limit) {
        return query(
                        "select " + COLUMNS
                                + " from message m where m.conversation_id = ? and m.seq >= ? and m.seq <= ?"
                                + " order by m.seq desc limit ?",
                        conversation.value(),
                        span.from(),
                        Math.min(seq - 1, span.to()),
                        limit)
                .reversed();
    }

    /** At most {@code limit} messages after a number, the nearest ones, in ascending order. */
    public List<PostedMessage> after(ConversationId conversation, Span span, long seq, int limit) {
        return query(
                "select " + COLUMNS
                        + " from message m where m.conversation_id = ? and m.seq >= ? and m.seq <= ?"
                        + " order by m.seq limit ?",
                conversation.value(),
                Math.max(seq + 1, span.from()),
                span.to(),
                limit);
    }

    /** At most {@code limit} replies of a thread before a number, the nearest ones, in ascending order. */
    public List<PostedMessage> threadBefore(ConversationId conversation, long root, Span span, long seq, int limit) {
        return query(
                        "select " + COLUMNS
                                + " from message m where m.conversation_id = ? and m.thread_root = ?"
                                + " and m.seq >= ? and m.seq <= ? order by m.seq desc limit ?",
                        conversation.value(),
                        root,
                        span.from(),
                        Math.min(seq - 1, span.to()),
                        limit)
                .reversed();
    }

    /** At most {@code limit} replies of a thread after a number, the nearest ones, in ascending order. */
    public List<PostedMessage> threadAfter(ConversationId conversation, long root, Span span, long seq, int limit) {
        return query(
                "select " + COLUMNS
                        + " from message m where m.conversation_id = ? and m.thread_root = ?"
                        + " and m.seq >= ? and m.seq <= ? order by m.seq limit ?",
                conversation.value(),
                root,
                Math.max(seq + 1, span.from()),
                span.to(),
                limit);
    }

    /** These messages as they are now, as far as they exist. */
    List<PostedMessage> all(List<Key> keys) {
        return query(
                "select " + COLUMNS
                        + " from (select distinct * from unnest(?, ?)) as k (conversation_id, seq)"
                        + " join message m on m.conversation_id = k.conversation_id and m.seq = k.seq",
                keys.stream().mapToLong(key -> key.conversation().value()).toArray(),
                keys.stream().mapToLong(Key::seq).toArray());
    }

    /** Where a reader of a conversation stands. */
    public record Position(ConversationId conversation, long seq, long rev) {}

    /** The last numbers of these conversations. */
    public List<Position> heads(long[] conversations) {
        return database.query(
                "select id, last_seq, last_rev from conversation where id = any (?)",
                row -> new Position(
                        new ConversationId(row.getLong("id")), row.getLong("last_seq"), row.getLong("last_rev")),
                conversations);
    }

    /**
     * What came to several conversations after these positions, in one statement: at most {@code limit} messages of
     * each, by conversation and number.
     */
    public List<PostedMessage> postedSince(List<Position> positions, int limit) {
        return query(
                "select " + COLUMNS
                        + " from unnest(?, ?) as p (conversation_id, seq) cross join lateral ("
                        + " select * from message m where m.conversation_id = p.conversation_id and m.seq > p.seq"
                        + " order by m.seq limit ?) m order by m.conversation_id, m.seq",
                positions.stream().mapToLong(p -> p.conversation().value()).toArray(),
                positions.stream().mapToLong(Position::seq).toArray(),
                limit);
    }

    /** A change made to a message, and what that message is now; a later change may have been made since. */
    public record Change(long rev, PostedMessage message) {}

    /** That a message was changed. */
    private record Numbered(ConversationId conversation, long rev, long seq) {

        Key key() {
            return new Key(conversation, seq);
        }
    }

    /**
     * The changes made in several conversations after these positions, at most {@code limit} of each, by conversation
     * and number of the change. However often a message was changed, it is read once. Changes of messages that were
     * destroyed are gone with them.
     */
    public List<Change> changedSince(List<Position> positions, int limit) {
        List<Numbered> changes = database.query(
                "select c.conversation_id, c.rev, c.seq"
                        + " from unnest(?, ?) as p (conversation_id, rev) cross join lateral ("
                        + " select * from message_change c where c.conversation_id = p.conversation_id and c.rev > p.rev"
                        + " order by c.rev limit ?) c"
                        + " order by c.conversation_id, c.rev",
                row -> new Numbered(
                        new ConversationId(row.getLong("conversation_id")), row.getLong("rev"), row.getLong("seq")),
                positions.stream().mapToLong(p -> p.conversation().value()).toArray(),
                positions.stream().mapToLong(Position::rev).toArray(),
                limit);
        if (changes.isEmpty()) {
            return List.of();
        }
        Map<Key, PostedMessage> messages =
                all(changes.stream()
                                .map(change -> new Key(change.conversation(), change.seq()))
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Key::of, Function.identity()));
        return changes.stream()
                .filter(change -> messages.containsKey(change.key()))
                .map(change -> new Change(change.rev(), requireNonNull(messages.get(change.key()))))
                .toList();
    }

    /**
     * What was destroyed in several conversations after these positions: of each {@code limit} gaps, and the others of the
     * last one's change, so that no change is told in part.
     */
    public List<Gap> destroyedSince(List<Position> positions, int limit) {
        return database.query(
                "select g.conversation_id, g.rev, g.from_seq, g.to_seq"
                        + " from unnest(?, ?) as p (conversation_id, rev) cross join lateral ("
                        + " select * from message_gap g where g.conversation_id = p.conversation_id and g.rev > p.rev"
                        + " order by g.rev fetch first ? rows with ties) g"
                        + " order by g.conversation_id, g.rev, g.from_seq",
                row -> new Gap(
                        new ConversationId(row.getLong("conversation_id")),
                        row.getLong("rev"),
                        new NumberRange(row.getLong("from_seq"), row.getLong("to_seq"))),
                positions.stream().mapToLong(p -> p.conversation().value()).toArray(),
                positions.stream().mapToLong(Position::rev).toArray(),
                limit);
    }

    /** Where a message is. */
    record Key(ConversationId conversation, long seq) {

        static Key of(PostedMessage message) {
            return new Key(message.conversation(), message.seq());
        }
    }

    /**
     * Reads again if some were destroyed before their texts were read: who gets fewer than were asked for takes it for
     * the end.
     */
    private List<PostedMessage> query(String sql, Object... parameters) {
        List<PostedMessage> rows = database.query(sql, Messages::read, parameters);
        List<PostedMessage> whole = parts.complete(rows);
        return whole.size() == rows.size() ? whole : query(sql, parameters);
    }

    /** These messages, as others' statements read them, with what hangs on them; without what was destroyed meanwhile. */
    public List<PostedMessage> complete(List<PostedMessage> messages) {
        return parts.complete(messages);
    }

    /** The same for those that stand beside something else, by where they are. One that was destroyed meanwhile is missing. */
    Map<Key, PostedMessage> whole(List<PostedMessage> messages) {
        return complete(messages).stream().collect(Collectors.toMap(Key::of, Function.identity(), (one, _) -> one));
    }

    /**
     * The message in a row that has all columns of the table {@code message} that matter, by their names; without what
     * hangs on it.
     */
    public static PostedMessage read(ResultSet row) throws SQLException {
        long replyTo = row.getLong("reply_to");
        long thread = row.getLong("thread_root");
        return new PostedMessage(
                new ConversationId(row.getLong("conversation_id")),
                row.getLong("seq"),
                row.getLong("rev"),
                row.getObject("client_id", UUID.class),
                new AccountId(row.getLong("sender_id")),
                Database.instant(row, "created_at"),
                Format.valueOf(row.getString("format")),
                row.getString("body"),
                replyTo == 0 ? null : replyTo,
                thread == 0 ? null : thread,
                Source.of(row.getArray("source")),
                Purpose.parse(row.getString("purpose")),
                Database.instantOrNull(row, "edited_at"),
                Database.instantOrNull(row, "deleted_at"),
                null);
    }
}
