package chat.parley.jpa.screening;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/** Messages that a rule wants a moderator to look at: table {@code message_flag}. */
@Dependent
public final class MessageFlags {

    private final Database database;

    /** Works on this database. */
    @Inject
    public MessageFlags(Database database) {
        this.database = database;
    }

    /**
     * A message to look at.
     *
     * @param number what moderators call the note of it
     * @param seq the message; it is there and was not deleted
     */
    public record Flagged(long number, long seq, AccountId sender, String rule, String body, Instant at) {}

    /** Notes a message that is about to be posted; another try of it notes nothing. */
    public void note(ConversationId conversation, AccountId sender, UUID id, String rule, Instant at) {
        note(conversation, sender, id, rule, at, "nothing");
    }

    /** Notes a message that was given another text, again if a moderator has seen the one before. */
    public void noteAgain(ConversationId conversation, AccountId sender, UUID id, String rule, Instant at) {
        note(
                conversation,
                sender,
                id,
                rule,
                at,
                "update set rule = excluded.rule, flagged_at = excluded.flagged_at, seen_by = null, seen_at = null");
    }

    private void note(ConversationId conversation, AccountId sender, UUID id, String rule, Instant at, String known) {
        database.update(
                "insert into message_flag (conversation_id, sender_id, client_id, rule, flagged_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (conversation_id, sender_id, client_id) do " + known,
                conversation.value(),
                sender.value(),
                id,
                rule,
                at);
    }

    /** At most {@code limit} of those of a conversation that nobody has seen, after one of them, the oldest first. */
    public List<Flagged> unseen(ConversationId conversation, long after, int limit) {
        return database.query(
                """
                select f.id, m.seq, f.sender_id, f.rule, text_of(m) as body, f.flagged_at
                from message_flag f
                join message m on m.conversation_id = f.conversation_id and m.sender_id = f.sender_id
                              and m.client_id = f.client_id
                where f.conversation_id = ? and f.id > ? and f.seen_at is null and m.deleted_at is null
                order by f.id limit ?
                """,
                row -> new Flagged(
                        row.getLong("id"),
                        row.getLong("seq"),
                        new AccountId(row.getLong("sender_id")),
                        row.getString("rule"),
                        row.getString("body"),
                        Database.instant(row, "flagged_at")),
                conversation.value(),
                after,
                limit);
    }

    /** A moderator has seen it; nothing happens if one had before. */
    public void see(ConversationId conversation, long number, AccountId by, Instant at) {
        database.update(
                "update message_flag set seen_by = ?, seen_at = ? where conversation_id = ? and id = ? and seen_at is null",
                by.value(),
                at,
                conversation.value(),
                number);
    }
}
