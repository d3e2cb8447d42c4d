package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/**
 * Who is muted or banned: table {@code sanction}. Changes are made in a transaction that holds the conversation's row.
 * What was lifted or has ended stays as a record.
 */
@Dependent
public final class Sanctions {

    private static final String COLUMNS =
            "select account_id, kind, imposed_at, imposed_by, until, reason from sanction ";
    private static final String STANDING = "lifted_at is null and (until is null or until > ?) ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public Sanctions(Database database) {
        this.database = database;
    }

    /** Imposes it, in the place of one of the same kind. */
    public void impose(ConversationId conversation, Sanction sanction) {
        lift(conversation, sanction.account(), sanction.kind(), sanction.by(), sanction.at());
        database.update(
                """
                insert into sanction (conversation_id, account_id, kind, imposed_at, imposed_by, until, reason)
                values (?, ?, ?, ?, ?, ?::timestamptz, ?)
                """,
                conversation.value(),
                sanction.account().value(),
                sanction.kind(),
                sanction.at(),
                sanction.by().value(),
                sanction.until(),
                sanction.reason());
    }

    /** Ends it before its time; nothing happens if there is none. */
    public void lift(ConversationId conversation, AccountId account, Sanction.Kind kind, AccountId by, Instant at) {
        database.update("""
                update sanction set lifted_at = ?, lifted_by = ?
                where conversation_id = ? and account_id = ? and kind = ? and lifted_at is null
                """, at, by.value(), conversation.value(), account.value(), kind);
    }

    /** The one of this kind that stands against an account now. */
    public Optional<Sanction> standing(
            ConversationId conversation, AccountId account, Sanction.Kind kind, Instant now) {
        return database.first(
                COLUMNS + "where conversation_id = ? and account_id = ? and kind = ? and " + STANDING,
                Sanctions::read,
                conversation.value(),
                account.value(),
                kind,
                now);
    }

    /** Those of these accounts that are banned now. */
    public List<AccountId> banned(ConversationId conversation, long[] accounts, Instant now) {
        return database.query(
                "select account_id from sanction where conversation_id = ? and account_id = any (?) and kind = 'BAN' and "
                        + STANDING + "order by account_id",
                row -> new AccountId(row.getLong(1)),
                conversation.value(),
                accounts,
                now);
    }

    /** At most {@code limit} of this kind that stand now, of accounts after this one, by the number of the account. */
    public List<Sanction> page(ConversationId conversation, Sanction.Kind kind, long after, int limit, Instant now) {
        return database.query(
                COLUMNS + "where conversation_id = ? and kind = ? and account_id > ? and " + STANDING
                        + "order by account_id limit ?",
                Sanctions::read,
                conversation.value(),
                kind,
                after,
                now,
                limit);
    }

    private static Sanction read(ResultSet row) throws SQLException {
        return new Sanction(
                new AccountId(row.getLong("account_id")),
                Sanction.Kind.valueOf(row.getString("kind")),
                Database.instant(row, "imposed_at"),
                new AccountId(row.getLong("imposed_by")),
                Database.instantOrNull(row, "until"),
                row.getString("reason"));
    }
}
