package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/** Which messages moderators have taken away, and why. */
@Dependent
public final class Removals {

    /** A device that comes without a checkpoint is told of so many. */
    private static final int MOST_TOLD = 1_000;

    private static final String COLUMNS =
            "select conversation_id, seq, sender_id, removed_by, removed_at, reason, account_rev from removal ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public Removals(Database database) {
        this.database = database;
    }

    /** Notes it as the change of this number to what belongs to the one who wrote the message. */
    public void add(Removal removal, long accountRev) {
        database.update(
                """
                insert into removal (
                    conversation_id, seq, sender_id, removed_by, removed_at, reason, account_rev)
                values (?, ?, ?, ?, ?, ?::text, ?)
                """,
                removal.conversation().value(),
                removal.seq(),
                removal.sender().value(),
                removal.by().value(),
                removal.at(),
                removal.reason(),
                accountRev);
    }

    /** Who has taken a message away, if it was another than who wrote it. */
    public Optional<Removal> of(ConversationId conversation, long seq) {
        return database.first(
                COLUMNS + "where conversation_id = ? and seq = ?", Removals::read, conversation.value(), seq);
    }

    /** A removal, and the number of the writer's own state under which they are told. */
    public record Told(Removal removal, long rev) {}

    /** At most {@code limit} of what was taken away from an account after this number, in that order. */
    public List<Told> since(AccountId account, long rev, int limit) {
        return database.query(
                COLUMNS + """
                where sender_id = ? and account_rev > greatest(?, (
                    select r.account_rev from removal r
                    where r.sender_id = ?
                    order by r.account_rev desc offset ? limit 1))
                order by account_rev
                limit ?
                """,
                row -> new Told(read(row), row.getLong("account_rev")),
                account.value(),
                rev,
                account.value(),
                MOST_TOLD,
                limit);
    }

    private static Removal read(ResultSet row) throws SQLException {
        return new Removal(
                new ConversationId(row.getLong("conversation_id")),
                row.getLong("seq"),
                new AccountId(row.getLong("sender_id")),
                new AccountId(row.getLong("removed_by")),
                Database.instant(row, "removed_at"),
                row.getString("reason"));
    }
}
