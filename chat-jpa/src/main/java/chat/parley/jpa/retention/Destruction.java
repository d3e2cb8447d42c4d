package chat.parley.jpa.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.MovedRows;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.message.NumberRange;
import org.jspecify.annotations.Nullable;

/** Destroys messages that the rules let go; nothing else does. */
@Dependent
public final class Destruction {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Destruction(Database database) {
        this.database = database;
    }

    /** Forgets what was copied into cases of messages that are gone, once it was decided about them. */
    public void forgetEvidence(OrganizationId organization) {
        database.update("""
                delete from case_message w
                using moderation_case k
                where k.id = w.case_id and k.organization_id = ? and k.state in ('DECIDED', 'CLOSED') and exists (
                    select from message_gap g
                    where g.conversation_id = k.conversation_id and w.seq between g.from_seq and g.to_seq)
                """, organization.value());
    }

    /** At most {@code limit} conversations of an organization after one, by their numbers. */
    public List<ConversationId> conversations(OrganizationId organization, long after, int limit) {
        return database.query("""
                select conversation_id from conversation_settings
                where organization_id = ? and conversation_id > ?
                order by conversation_id
                limit ?
                """, row -> new ConversationId(row.getLong(1)), organization.value(), after, limit);
    }

    /** The number of the first message after one that is due, or would be if it were not on a hold. */
    public OptionalLong nextDue(OrganizationId organization, ConversationId conversation, long after, Instant now) {
        @Nullable
        Long found = database.query(
                        "select next_due(?, ?, ?, ?)",
                        row -> Optional.ofNullable(row.getObject(1, Long.class)),
                        organization.value(),
                        conversation.value(),
                        after + 1,
                        now)
                .getFirst()
                .orElse(null);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /**
     * Destroys what is due of these numbers and on no hold, with all that hangs on it. Until the transaction ends nobody
     * posts there; it is refused when others keep the conversation for longer than two seconds. What they say is in their
     * rows then, though it may have moved: the certificate goes by it.
     */
    public Optional<DestroyedBatch> destroy(
            OrganizationId organization, ConversationId conversation, NumberRange numbers, Instant now) {
        MovedRows.between(database, conversation.value(), numbers.from(), numbers.to())
                .bringBack();
        return database.first(
                """
                select messages, reasons, from_seqs, to_seqs, gaps_from, gaps_to, encode(digest, 'hex') as digest, change
                from destroy_due(?, ?, ?, ?, ?)
                """,
                row -> new DestroyedBatch(
                        row.getLong("messages"),
                        row.getString("reasons"),
                        NumberRange.of(row.getArray("from_seqs"), row.getArray("to_seqs")),
                        NumberRange.of(row.getArray("gaps_from"), row.getArray("gaps_to")),
                        row.getString("digest"),
                        row.getLong("change")),
                organization.value(),
                conversation.value(),
                numbers.from(),
                numbers.to(),
                now);
    }
}
