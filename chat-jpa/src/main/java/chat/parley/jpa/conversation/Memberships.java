package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Who is, and was, a member of what: table {@code member}, as it is asked. */
@Dependent
public final class Memberships {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Memberships(Database database) {
        this.database = database;
    }

    /**
     * What a conversation and an account are to each other, read in one statement so that the membership and
     * {@code access_rev} are of the same moment. Which organization may ask is for the caller to check.
     */
    public Optional<Standing> standing(AccountId account, ConversationId conversation) {
        return database.first("""
                select c.id, s.organization_id, s.kind, s.visibility, s.archived_at is not null as archived, s.history,
                       c.access_rev, m.role, m.joined_seq, m.from_seq, m.to_seq
                from conversation c
                join conversation_settings s on s.conversation_id = c.id
                left join lateral (
                    select m.role, m.joined_seq, m.from_seq, m.to_seq
                    from member m
                    where m.conversation_id = c.id and m.account_id = ?
                    order by m.joined_seq desc
                    limit 1
                ) m on true
                where c.id = ?
                """, Memberships::standingOf, account.value(), conversation.value());
    }

    private static Standing standingOf(ResultSet row) throws SQLException {
        return new Standing(
                new ConversationId(row.getLong("id")),
                new OrganizationId(row.getLong("organization_id")),
                new Place(
                        ConversationKind.valueOf(row.getString("kind")),
                        Visibility.valueOf(row.getString("visibility")),
                        row.getBoolean("archived")),
                HistoryVisibility.valueOf(row.getString("history")),
                row.getLong("access_rev"),
                membershipOrNull(row));
    }

    private static @Nullable Membership membershipOrNull(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return role == null ? null : new Membership(Role.valueOf(role), row.getLong("joined_seq"), span(row));
    }

    private static Span span(ResultSet row) throws SQLException {
        long to = row.getLong("to_seq");
        return new Span(row.getLong("from_seq"), row.wasNull() ? Long.MAX_VALUE : to);
    }
}
