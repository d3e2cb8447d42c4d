package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.JoinRequest.State;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Who asked to join what: table {@code join_request}. Changes are made in a transaction that holds the conversation's row,
 * and take the next number of the asker's own state. Whoever became a member in any way does not wait any more.
 */
@Dependent
public final class JoinRequests {

    private static final String SELECT = """
            select j.conversation_id, s.name, j.account_id, j.text, j.asked_at, j.state, j.answered_at, j.account_rev
            from join_request j join conversation_settings s on s.conversation_id = j.conversation_id
            """;
    private static final String WAITING = "j.state = 'OPEN' ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public JoinRequests(Database database) {
        this.database = database;
    }

    /** What became of the last time this account asked. */
    public Optional<JoinRequest> find(ConversationId conversation, AccountId account) {
        return database.first(
                SELECT + "where j.conversation_id = ? and j.account_id = ?",
                JoinRequests::read,
                conversation.value(),
                account.value());
    }

    /** This account asks; the answer is the new number of its own state. */
    public long ask(ConversationId conversation, AccountId account, @Nullable String text, Instant at) {
        return database.first("""
                        with state as (
                            insert into account_state as s (account_id, rev) values (?, 1)
                            on conflict (account_id) do update set rev = s.rev + 1
                            returning s.account_id, s.rev
                        )
                        insert into join_request as j (conversation_id, account_id, text, asked_at, state, account_rev)
                        select ?, state.account_id, ?, ?, 'OPEN', state.rev from state
                        on conflict (conversation_id, account_id) do update
                        set text = excluded.text, asked_at = excluded.asked_at, state = 'OPEN', answered_by = null,
                            answered_at = null, account_rev = excluded.account_rev
                        returning account_rev
                        """, row -> row.getLong(1), account.value(), conversation.value(), text, at)
                .orElseThrow();
    }

    /**
     * Those of these accounts that wait have been let in, by whichever way; to be called in the transaction that made them
     * members, whose number of their own state it takes.
     */
    public List<Written> settle(ConversationId conversation, long[] accounts, AccountId by, Instant at) {
        return database.query("""
                with settled as (
                    update join_request j
                    set state = 'ACCEPTED', answered_by = ?, answered_at = ?, account_rev = own.rev
                    from account_state own
                    where j.conversation_id = ? and j.account_id = any (?) and j.state = 'OPEN'
                      and own.account_id = j.account_id
                    returning j.*
                )
                select j.conversation_id, s.name, j.account_id, j.text, j.asked_at, j.state, j.answered_at, j.account_rev
                from settled j join conversation_settings s on s.conversation_id = j.conversation_id
                order by j.account_id
                """, JoinRequests::written, by.value(), at, conversation.value(), accounts);
    }

    /** It has an answer now, by somebody or by the asker; the answer is the new number of the asker's own state. */
    public long answer(ConversationId conversation, AccountId account, State state, AccountId by, Instant at) {
        return database.first("""
                        with state as (
                            insert into account_state as s (account_id, rev) values (?, 1)
                            on conflict (account_id) do update set rev = s.rev + 1
                            returning s.account_id, s.rev
                        )
                        update join_request j
                        set state = ?, answered_by = ?, answered_at = ?, account_rev = state.rev
                        from state
                        where j.conversation_id = ? and j.account_id = state.account_id
                        returning j.account_rev
                        """, row -> row.getLong(1), account.value(), state, by.value(), at, conversation.value())
                .orElseThrow();
    }

    /** At most {@code limit} of those who wait at a conversation, after an account, by its number. */
    public List<JoinRequest> waiting(ConversationId conversation, long after, int limit) {
        return database.query(
                SELECT + "where j.conversation_id = ? and j.account_id > ? and " + WAITING
                        + "order by j.account_id limit ?",
                JoinRequests::read,
                conversation.value(),
                after,
                limit);
    }

    /** How many wait at a conversation. */
    public long waiting(ConversationId conversation) {
        return count("j.conversation_id = ?", conversation.value());
    }

    /** At how many conversations an account waits. */
    public long waiting(AccountId account) {
        return count("j.account_id = ?", account.value());
    }

    private long count(String condition, long of) {
        return database.first(
                        "select count(*) from join_request j where " + condition + " and " + WAITING,
                        row -> row.getLong(1),
                        of)
                .orElse(0L);
    }

    /** A request, and the number of the asker's own state under which it was written. */
    public record Written(JoinRequest request, long rev) {}

    /** At most {@code limit} of an account's requests that were written after this number, in that order. */
    public List<Written> since(AccountId account, long rev, int limit) {
        return database.query(
                SELECT + "where j.account_id = ? and j.account_rev > ? order by j.account_rev limit ?",
                JoinRequests::written,
                account.value(),
                rev,
                limit);
    }

    private static Written written(ResultSet row) throws SQLException {
        return new Written(read(row), row.getLong("account_rev"));
    }

    private static JoinRequest read(ResultSet row) throws SQLException {
        return new JoinRequest(
                new ConversationId(row.getLong("conversation_id")),
                row.getString("name"),
                new AccountId(row.getLong("account_id")),
                row.getString("text"),
                Database.instant(row, "asked_at"),
                State.valueOf(row.getString("state")),
                Database.instantOrNull(row, "answered_at"));
    }
}
