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
 * The invitations of conversations: table {@code invitation}, found by the hash of their tokens. Changes are made in a
 * transaction that holds the conversation's row.
 */
@Dependent
public final class Invitations {

    private static final String SELECT =
            "select id, conversation_id, role, made_by, made_at, until, most_uses, uses from invitation ";
    private static final String STANDING =
            "revoked_at is null and until > ? and (most_uses is null or uses < most_uses) ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public Invitations(Database database) {
        this.database = database;
    }

    /** Adds one. */
    public void add(Invitation invitation, byte[] tokenHash) {
        database.update(
                """
                insert into invitation (token_hash, id, conversation_id, role, made_by, made_at, until, most_uses)
                values (?, ?, ?, ?, ?, ?, ?, ?::integer)
                """,
                tokenHash,
                invitation.id(),
                invitation.conversation().value(),
                invitation.role(),
                invitation.by().value(),
                invitation.at(),
                invitation.until(),
                invitation.mostUses());
    }

    /** The one with this token, unless it was revoked or whoever made it is not active any more. */
    public Optional<Invitation> byToken(byte[] tokenHash) {
        return database.first(
                SELECT + "where token_hash = ? and revoked_at is null"
                        + " and exists (select 1 from account a where a.id = made_by and a.disabled_at is null)",
                Invitations::read,
                (Object) tokenHash);
    }

    /** Somebody comes by it. */
    public void use(byte[] tokenHash) {
        database.update("update invitation set uses = uses + 1 where token_hash = ?", (Object) tokenHash);
    }

    /** One of a conversation that was not revoked. */
    public Optional<Invitation> find(ConversationId conversation, long id) {
        return database.first(
                SELECT + "where conversation_id = ? and id = ? and revoked_at is null",
                Invitations::read,
                conversation.value(),
                id);
    }

    /** Nobody comes by it any more. */
    public void revoke(ConversationId conversation, long id, AccountId by, Instant at) {
        database.update(
                "update invitation set revoked_at = ?, revoked_by = ? where conversation_id = ? and id = ?",
                at,
                by.value(),
                conversation.value(),
                id);
    }

    /** All of a conversation by which somebody may come at this moment, the oldest first. */
    public List<Invitation> standing(ConversationId conversation, Instant now) {
        return database.query(
                SELECT + "where conversation_id = ? and " + STANDING + "order by id",
                Invitations::read,
                conversation.value(),
                now);
    }

    private static Invitation read(ResultSet row) throws SQLException {
        int mostUses = row.getInt("most_uses");
        return new Invitation(
                row.getLong("id"),
                new ConversationId(row.getLong("conversation_id")),
                Role.valueOf(row.getString("role")),
                new AccountId(row.getLong("made_by")),
                Database.instant(row, "made_at"),
                Database.instant(row, "until"),
                mostUses == 0 ? null : mostUses,
                row.getInt("uses"));
    }
}
