package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/**
 * Reads the log. Every page is a walk along the primary key {@code (conversation_id, seq)} of one partition, so depth
 * costs nothing: measured over 10 million messages, the last 50 and a page 100,000 deep take the same fraction of a
 * millisecond ({@code docs/performance.md}).
 */
@Dependent
public final class Messages {

    private static final String COLUMNS =
            "m.conversation_id, m.seq, m.rev, m.client_id, m.sender_id, m.created_at, m.format, m.body, m.reply_to,"
                    + " m.edited_at, m.deleted_at";

    private final Database database;

    /** Works on this database. */
    @Inject
    public Messages(Database database) {
        this.database = database;
    }

    /** The message of this number as it is now. */
    public Optional<PostedMessage> find(ConversationId conversation, long seq) {
        return database.first(
                "select " + COLUMNS + " from message m where m.conversation_id = ? and m.seq = ?",
                Messages::read,
                conversation.value(),
                seq);
    }

    /** At most {@code limit} messages before a number, the nearest ones, in ascending order. */
    public List<PostedMessage> before(ConversationId conversation, Span span, long seq, int limit) {
        return database.query(
                        "select " + COLUMNS
                                + " from message m where m.conversation_id = ? and m.seq >= ? and m.seq <= ?"
                                + " order by m.seq desc limit ?",
                        Messages::read,
                        conversation.value(),
                        span.from(),
                        Math.min(seq - 1, span.to()),
                        limit)
                .reversed();
    }

    /** At most {@code limit} messages after a number, the nearest ones, in ascending order. */
    public List<PostedMessage> after(ConversationId conversation, Span span, long seq, int limit) {
        return database.query(
                "select " + COLUMNS
                        + " from message m where m.conversation_id = ? and m.seq >= ? and m.seq <= ?"
                        + " order by m.seq limit ?",
                Messages::read,
                conversation.value(),
                Math.max(seq + 1, span.from()),
                span.to(),
                limit);
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
        return database.query(
                "select " + COLUMNS
                        + " from unnest(?, ?) as p (conversation_id, seq) cross join lateral ("
                        + " select * from message m where m.conversation_id = p.conversation_id and m.seq > p.seq"
                        + " order by m.seq limit ?) m order by m.conversation_id, m.seq",
                Messages::read,
                positions.stream().mapToLong(p -> p.conversation().value()).toArray(),
                positions.stream().mapToLong(Position::seq).toArray(),
                limit);
    }

    /** A change made to a message, and what that message is now; a later change may have been made since. */
    public record Change(long rev, PostedMessage message) {}

    /**
     * The changes made in several conversations after these positions, at most {@code limit} of each, by conversation
     * and number of the change.
     */
    public List<Change> changedSince(List<Position> positions, int limit) {
        return database.query(
                "select c.rev as change_rev, " + COLUMNS
                        + " from unnest(?, ?) as p (conversation_id, rev) cross join lateral ("
                        + " select * from message_change c where c.conversation_id = p.conversation_id and c.rev > p.rev"
                        + " order by c.rev limit ?) c"
                        + " join message m on m.conversation_id = c.conversation_id and m.seq = c.seq"
                        + " order by c.conversation_id, c.rev",
                row -> new Change(row.getLong("change_rev"), read(row)),
                positions.stream().mapToLong(p -> p.conversation().value()).toArray(),
                positions.stream().mapToLong(Position::rev).toArray(),
                limit);
    }

    /** The message in a row that has all columns of the table {@code message} that matter, by their names. */
    public static PostedMessage read(ResultSet row) throws SQLException {
        long replyTo = row.getLong("reply_to");
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
                Database.instantOrNull(row, "edited_at"),
                Database.instantOrNull(row, "deleted_at"));
    }
}
