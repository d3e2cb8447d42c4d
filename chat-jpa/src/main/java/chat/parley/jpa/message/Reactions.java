package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.emoji.CustomEmojis;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/** Who has reacted to a message, in full. What a message shows of it is read with the message; {@link Changes} writes it. */
@Dependent
public final class Reactions {

    private final Database database;
    private final CustomEmojis emojis;

    /** Works on this database. */
    @Inject
    public Reactions(Database database) {
        this.database = database;
        emojis = new CustomEmojis(database);
    }

    /** Whether an organization has an emoji of this name, so that its people can react with it. */
    public boolean isCustom(OrganizationId organization, String name) {
        return emojis.has(organization, name);
    }

    /** What this account has reacted to a message with. */
    public Set<String> of(AccountId account, ConversationId conversation, long seq) {
        return Set.copyOf(database.query(
                "select emoji from reaction where conversation_id = ? and seq = ? and account_id = ?",
                row -> row.getString(1),
                conversation.value(),
                seq,
                account.value()));
    }

    /**
     * Somebody who has reacted.
     *
     * @param rev the number of the change by which they did
     */
    public record Reactor(AccountId account, Instant at, long rev) {}

    /** At most {@code limit} of those who have reacted with this after a change, in the order in which they did. */
    public List<Reactor> reactors(ConversationId conversation, long seq, String emoji, long after, int limit) {
        return database.query(
                """
                select account_id, reacted_at, rev from reaction
                where conversation_id = ? and seq = ? and emoji = ? and rev > ?
                order by rev
                limit ?
                """,
                row -> new Reactor(
                        new AccountId(row.getLong("account_id")),
                        Database.instant(row, "reacted_at"),
                        row.getLong("rev")),
                conversation.value(),
                seq,
                emoji,
                after,
                limit);
    }
}
