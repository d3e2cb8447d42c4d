package chat.parley.jpa.message;

import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.Database;

/** What conversations keep in sight. {@link Changes} writes it. */
@Dependent
public final class Pins {

    private final Database database;
    private final Messages messages;

    /** Works on this database. */
    @Inject
    public Pins(Database database) {
        this.database = database;
        messages = new Messages(database);
    }

    /** How many messages of a conversation are pinned. */
    public long count(ConversationId conversation) {
        return database.first(
                        "select count(*) from message_pin where conversation_id = ?",
                        row -> row.getLong(1),
                        conversation.value())
                .orElseThrow();
    }

    /** The pinned messages of a conversation within a span, what was pinned last first. */
    public List<PostedMessage> of(ConversationId conversation, Span span) {
        return messages.complete(database.query("""
                select m.* from message_pin p
                join message m on m.conversation_id = p.conversation_id and m.seq = p.seq
                where p.conversation_id = ? and p.seq between ? and ?
                order by p.rev desc
                """, Messages::read, conversation.value(), span.from(), span.to()));
    }
}
