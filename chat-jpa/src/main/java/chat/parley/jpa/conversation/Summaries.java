package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the statements in {@link Memberships} that tell of a conversation with its newest message. */
final class Summaries {

    private Summaries() {}

    static ConversationSummary read(ResultSet row) throws SQLException {
        ConversationKind kind = ConversationKind.valueOf(row.getString("kind"));
        return new ConversationSummary(
                new ConversationId(row.getLong("conversation_id")),
                kind,
                row.getString("name"),
                row.getString("topic"),
                Visibility.valueOf(row.getString("visibility")),
                history(row),
                ReceiptPolicy.valueOf(row.getString("receipts")),
                PostingPolicy.valueOf(row.getString("posting")),
                Duration.ofSeconds(row.getInt("slow_seconds")),
                row.getBoolean("archived"),
                Role.valueOf(row.getString("role")),
                mutedOrNull(row),
                row.getLong("bookmarks_rev"),
                row.getBoolean("takes_requests"),
                row.getLong("waiting"),
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                row.getLong("from_seq"),
                row.getLong("read_seq"),
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
