package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages.Key;

/**
 * Reads what hangs on messages: nothing for those that were never changed, which are nearly all, and one statement for all
 * others of a page. It is read after the messages, so it is never older than the {@code rev} that stands beside it; where
 * it is newer, the change that made it so is still to come as news, or comes to nothing new.
 */
final class PartsOfMessages {

    private static final String PARTS = """
            select k.conversation_id, k.seq, r.emoji, count(*) as count, min(r.rev) as first,
                   (array_agg(r.account_id order by r.rev))[1:?] as accounts
            from unnest(?, ?) as k (conversation_id, seq)
            join reaction r on r.conversation_id = k.conversation_id and r.seq = k.seq
            group by k.conversation_id, k.seq, r.emoji
            order by k.conversation_id, k.seq, first
            """;

    private final Database database;

    PartsOfMessages(Database database) {
        this.database = database;
    }

    /** These messages, each with what hangs on it. */
    List<PostedMessage> complete(List<PostedMessage> messages) {
        List<PostedMessage> changed =
                messages.stream().filter(message -> message.rev() > 0).toList();
        if (changed.isEmpty()) {
            return messages;
        }
        Map<Key, MessageParts> parts = read(changed);
        return parts.isEmpty()
                ? messages
                : messages.stream()
                        .map(message -> message.with(parts.get(Key.of(message))))
                        .toList();
    }

    private Map<Key, MessageParts> read(List<PostedMessage> messages) {
        Map<Key, MessageParts> parts = new HashMap<>();
        database.query(
                PARTS,
                row -> parts.computeIfAbsent(
                                new Key(new ConversationId(row.getLong("conversation_id")), row.getLong("seq")),
                                _ -> new MessageParts(new ArrayList<>()))
                        .reactions()
                        .add(reaction(row)),
                Reaction.MOST_NAMED,
                messages.stream()
                        .mapToLong(message -> message.conversation().value())
                        .toArray(),
                messages.stream().mapToLong(PostedMessage::seq).toArray());
        return parts;
    }

    private static Reaction reaction(ResultSet row) throws SQLException {
        Long[] accounts = (Long[]) row.getArray("accounts").getArray();
        return new Reaction(
                row.getString("emoji"),
                Arrays.stream(accounts).map(AccountId::new).toList(),
                row.getLong("count"));
    }
}
