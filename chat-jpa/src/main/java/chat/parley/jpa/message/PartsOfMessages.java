package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Reads what messages say whose texts have moved, and what hangs on them: nothing for those that were never changed,
 * which are nearly all, and one statement for all others of a page. It is read after the messages, so it is never older
 * than the {@code rev} that stands beside it; where it is newer, the change that made it so is still to come as news,
 * or comes to nothing new.
 */
final class PartsOfMessages {

    private static final String PARTS = """
            with asked as (select * from unnest(?, ?) as k (conversation_id, seq))
            select k.conversation_id, k.seq, r.emoji, count(*) as count, min(r.rev) as place,
                   (array_agg(r.account_id order by r.rev))[1:?] as accounts, null::timestamptz as at, null as url,
                   null as title, null as description, null as site, 'REACTION' as part
            from asked k
            join reaction r on r.conversation_id = k.conversation_id and r.seq = k.seq
            group by k.conversation_id, k.seq, r.emoji
            union all
            select k.conversation_id, k.seq, null, 1, p.rev, array[p.pinned_by], p.pinned_at, null, null, null, null, 'PIN'
            from asked k
            join message_pin p on p.conversation_id = k.conversation_id and p.seq = k.seq
            union all
            select k.conversation_id, k.seq, null, t.replies, t.last_seq, t.participants, t.last_at, null, null, null, null, 'THREAD'
            from asked k
            join thread t on t.conversation_id = k.conversation_id and t.root_seq = k.seq and t.replies > 0
            union all
            select k.conversation_id, k.seq, null, y.acknowledged, y.voters, y.votes, y.closed_at, null, null, null, null, 'TALLY'
            from asked k
            join tally y on y.conversation_id = k.conversation_id and y.seq = k.seq
            union all
            select k.conversation_id, k.seq, null, 1, l.place, null, null, l.url, l.title, l.description, l.site, 'PREVIEW'
            from asked k
            join message_preview l on l.conversation_id = k.conversation_id and l.seq = k.seq
            order by place
            """;

    private final Database database;

    PartsOfMessages(Database database) {
        this.database = database;
    }

    /** These messages, each with its text and what hangs on it. */
    List<PostedMessage> complete(List<PostedMessage> messages) {
        return withParts(withTexts(messages));
    }

    /** One that was destroyed while it was read is left out. */
    private List<PostedMessage> withTexts(List<PostedMessage> messages) {
        Map<ConversationId, List<PostedMessage>> bare = messages.stream()
                .filter(PostedMessage::isBare)
                .collect(Collectors.groupingBy(PostedMessage::conversation));
        if (bare.isEmpty()) {
            return messages;
        }
        Map<Messages.Key, String> texts = new HashMap<>();
        bare.forEach((conversation, asked) -> database.moved()
                .read(
                        conversation.value(),
                        asked.stream().mapToLong(PostedMessage::seq).toArray())
                .forEach((seq, text) -> texts.put(new Messages.Key(conversation, seq), text)));
        List<PostedMessage> whole = new ArrayList<>();
        for (PostedMessage message : messages) {
            String text = message.isBare() ? texts.get(Messages.Key.of(message)) : message.body();
            if (text != null) {
                whole.add(message.isBare() ? message.saying(text) : message);
            }
        }
        return whole;
    }

    private List<PostedMessage> withParts(List<PostedMessage> messages) {
        List<PostedMessage> changed =
                messages.stream().filter(message -> message.rev() > 0).toList();
        if (changed.isEmpty()) {
            return messages;
        }
        Map<Messages.Key, Found> found = read(changed);
        return found.isEmpty()
                ? messages
                : messages.stream().map(message -> complete(message, found)).toList();
    }

    private static PostedMessage complete(PostedMessage message, Map<Messages.Key, Found> found) {
        Found parts = found.get(Messages.Key.of(message));
        return parts == null ? message : message.with(parts.whole());
    }

    /** What was found of one message. */
    private static final class Found {
        private final List<Reaction> reactions = new ArrayList<>();
        private @Nullable Pin pin;
        private @Nullable ThreadSummary thread;
        private @Nullable Tally tally;
        private final List<Preview> previews = new ArrayList<>();

        MessageParts whole() {
            return new MessageParts(reactions, pin, thread, tally, previews);
        }
    }

    private Map<Messages.Key, Found> read(List<PostedMessage> messages) {
        Map<Messages.Key, Found> found = new HashMap<>();
        database.query(
                PARTS,
                row -> note(
                        row,
                        found.computeIfAbsent(
                                new Messages.Key(
                                        new ConversationId(row.getLong("conversation_id")), row.getLong("seq")),
                                _ -> new Found())),
                messages.stream()
                        .mapToLong(message -> message.conversation().value())
                        .toArray(),
                messages.stream().mapToLong(PostedMessage::seq).toArray(),
                Reaction.MOST_NAMED);
        return found;
    }

    private static Found note(ResultSet row, Found found) throws SQLException {
        switch (row.getString("part")) {
            case "PIN" -> found.pin = new Pin(accounts(row).getFirst(), Database.instant(row, "at"));
            case "TALLY" ->
                found.tally = new Tally(
                        row.getLong("count"),
                        row.getLong("place"),
                        List.of((Long[]) row.getArray("accounts").getArray()),
                        Database.instantOrNull(row, "at"));
            case "THREAD" ->
                found.thread = new ThreadSummary(
                        row.getLong("count"), row.getLong("place"), Database.instant(row, "at"), accounts(row));
            case "PREVIEW" -> found.previews.add(LinkPages.preview(row));
            default -> found.reactions.add(new Reaction(row.getString("emoji"), accounts(row), row.getLong("count")));
        }
        return found;
    }

    private static List<AccountId> accounts(ResultSet row) throws SQLException {
        return Arrays.stream((Long[]) row.getArray("accounts").getArray())
                .map(AccountId::new)
                .toList();
    }
}
