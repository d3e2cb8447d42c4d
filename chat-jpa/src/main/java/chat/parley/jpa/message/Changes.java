package chat.parley.jpa.message;

import java.time.Instant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/**
 * Changes messages that exist. Each change takes the conversation's next {@code rev} and keeps what was there before as
 * a version. Only in a transaction that holds the conversation's row ({@link #lock}).
 */
@Dependent
public final class Changes {

    private static final String CHANGE = """
            with head as (
                update conversation set last_rev = last_rev + 1 where id = ? returning id, last_rev
            ), version as (
                insert into message_version (conversation_id, seq, rev, body, format, replaced_at, replaced_by)
                select m.conversation_id, m.seq, m.rev, m.body, m.format, ?, ? from message m, head
                where m.conversation_id = head.id and m.seq = ?
            ), change as (
                insert into message_change (conversation_id, rev, seq, kind, changed_by, changed_at)
                select id, last_rev, ?, ?, ?, ? from head
            )
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public Changes(Database database) {
        this.database = database;
    }

    /** Holds the conversation until the transaction ends: no message is posted and no membership changes meanwhile. */
    public void lock(ConversationId conversation) {
        database.query(
                "select id from conversation where id = ? for no key update",
                row -> row.getLong(1),
                conversation.value());
    }

    /** Gives a message another body; the answer is the message as it is then. */
    public PostedMessage edit(PostedMessage message, String body, AccountId by, Instant at) {
        return change(message, "EDITED", by, at, "body = ?, edited_at = ?", body);
    }

    /** Empties a message for everyone; the answer is the message as it is then. */
    public PostedMessage delete(PostedMessage message, AccountId by, Instant at) {
        return change(message, "DELETED", by, at, "body = ?, deleted_at = ?", "");
    }

    private PostedMessage change(
            PostedMessage message, String kind, AccountId by, Instant at, String assignments, String body) {
        long conversation = message.conversation().value();
        return database.first(
                        CHANGE + "update message m set rev = head.last_rev, " + assignments
                                + " from head where m.conversation_id = head.id and m.seq = ? returning m.*",
                        Messages::read,
                        conversation,
                        at,
                        by.value(),
                        message.seq(),
                        message.seq(),
                        kind,
                        by.value(),
                        at,
                        body,
                        at,
                        message.seq())
                .orElseThrow(() -> new IllegalStateException("message " + message.seq() + " of conversation "
                        + conversation + " went away while it was changed"));
    }
}
