package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/** What messages said before. {@link Changes} writes it. */
@Dependent
public final class Versions {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Versions(Database database) {
        this.database = database;
    }

    /**
     * What a message said once.
     *
     * @param rev the number of the message's last change when it said this
     * @param at when it came to say it
     * @param replacedAt when it came to say something else
     */
    public record Version(long rev, Format format, String body, Instant at, Instant replacedAt, AccountId replacedBy) {}

    /** At most {@code limit} of what a message has said before, from the first, those after a number. */
    public List<Version> of(ConversationId conversation, long seq, long after, int limit) {
        return database.query(
                """
                select * from (
                    select v.rev, v.format, v.body, v.replaced_at, v.replaced_by,
                           coalesce(lag(v.replaced_at) over (order by v.rev), m.created_at) as said_at
                    from message_version v
                    join message m on m.conversation_id = v.conversation_id and m.seq = v.seq
                    where v.conversation_id = ? and v.seq = ?
                ) v
                where v.rev > ?
                order by v.rev
                limit ?
                """,
                row -> new Version(
                        row.getLong("rev"),
                        Format.valueOf(row.getString("format")),
                        row.getString("body"),
                        Database.instant(row, "said_at"),
                        Database.instant(row, "replaced_at"),
                        new AccountId(row.getLong("replaced_by"))),
                conversation.value(),
                seq,
                after,
                limit);
    }
}
