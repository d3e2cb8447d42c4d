package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** What one of these statements answers. */
    List<ConversationSummary> query(String sql, Object... parameters) {
        List<ConversationSummary> summaries = database.query(sql, Summaries::read, parameters);
        List<PostedMessage> changed = summaries.stream()
                .map(ConversationSummary::last)
                .filter(Objects::nonNull)
                .filter(last -> last.rev() > 0)
                .toList();
        if (changed.isEmpty()) {
            return summaries;
        }
        Map<ConversationId, PostedMessage> complete = messages.complete(changed).stream()
                .collect(Collectors.toMap(PostedMessage::conversation, Function.identity()));
        return summaries.stream()
                .map(summary -> complete.containsKey(summary.id()) ? summary.with(complete.get(summary.id())) : summary)
                .toList();
    }

    private static ConversationSummary read(ResultSet row) throws SQLException {
        ConversationKind kind = ConversationKind.valueOf(row.getString("kind"));
        return new ConversationSummary(
                new ConversationId(row.getLong("conversation_id")),
                kind,
                row.getString("name"),
                row.getString("topic"),
                Visibility.valueOf(row.getString("visibility")),
                HistoryVisibility.valueOf(row.getString("history")),
                ReceiptPolicy.valueOf(row.getString("receipts")),
                row.getBoolean("archived"),
                Role.valueOf(row.getString("role")),
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                row.getLong("from_seq"),
                row.getLong("read_seq"),
                kind == ConversationKind.DIRECT ? new AccountId(row.getLong("with_account")) : null,
                lastOrNull(row));
    }

    private static @Nullable PostedMessage lastOrNull(ResultSet row) throws SQLException {
        return row.getLong("seq") == 0 ? null : Messages.read(row);
    }
}
