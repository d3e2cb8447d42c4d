package chat.parley.jpa.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What happens to a conversation itself, written into its log. */
@Dependent
public final class SystemMessages {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Database database;

    /** Works on this database. */
    @Inject
    public SystemMessages(Database database) {
        this.database = database;
    }

    /**
     * Adds an event to the log of a conversation, in the caller's transaction: which holds the row of the conversation
     * from here on, so that the number stands and nobody else's change comes in between. An event
     * that {@linkplain SystemEvent#changesRights changes rights} raises {@code access_rev}: whoever was let in before is
     * asked again.
     */
    public PostedMessage append(ConversationId conversation, AccountId by, SystemEvent event, Instant at) {
        UUID id = UUID.randomUUID();
        Instant stored = at.truncatedTo(ChronoUnit.MICROS);
        String body = write(event);
        long seq = database.first(
                        """
                        with head as (
                            update conversation set last_seq = last_seq + 1, access_rev = access_rev + ?
                            where id = ?
                            returning id, last_seq
                        )
                        insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                        select h.id, h.last_seq, ?, ?, ?, 'SYSTEM', ? from head h
                        returning seq
                        """,
                        row -> row.getLong("seq"),
                        event.changesRights() ? 1 : 0,
                        conversation.value(),
                        by.value(),
                        id,
                        stored,
                        body)
                .orElseThrow(() -> new IllegalArgumentException("no conversation " + conversation));
        return new PostedMessage(conversation, seq, 0, id, by, stored, Format.SYSTEM, body, null, null, null);
    }

    /** The event that a message of the format {@link Format#SYSTEM} tells of. */
    public static SystemEvent event(PostedMessage message) {
        try {
            return JSON.readValue(message.body(), SystemEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "message " + message.seq() + " of conversation " + message.conversation() + " tells of no event",
                    e);
        }
    }

    static String write(SystemEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
