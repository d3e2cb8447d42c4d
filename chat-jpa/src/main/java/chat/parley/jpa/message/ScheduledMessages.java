package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.message.ScheduledMessage.State;
import org.jspecify.annotations.Nullable;

/**
 * What accounts want to be posted later. Changed in a transaction that has taken the account's next number; whose time has
 * come is taken by one node, which holds its row until it is posted.
 */
@Dependent
public final class ScheduledMessages {

    /** So much that was sent or deleted is remembered of an account. */
    private static final int MOST_PAST = 1_000;

    private static final String SELECT = """
            select s.account_id, s.id, s.device_id, s.conversation_id, s.reply_to, s.thread_root, s.format, s.body, s.due_at,
                   s.state, s.problem, s.account_rev
            from scheduled_message s
            """;

    private static final String DUE = """
            select s.account_id, s.id, s.device_id, s.conversation_id, s.reply_to, s.thread_root, s.format, s.body, s.due_at,
                   s.state, s.problem, s.account_rev, a.organization_id, a.kind,
                   a.disabled_at is not null as disabled
            from scheduled_message s
            join account a on a.id = s.account_id
            where s.state = 'WAITING' and s.try_at <= ?
            order by s.try_at
            limit 1
            for update of s skip locked
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public ScheduledMessages(Database database) {
        this.database = database;
    }

    /** What this account calls so, if there is anything. */
    public Optional<ScheduledMessage> find(AccountId account, UUID id) {
        return database.first(
                SELECT + "where account_id = ? and id = ?", row -> read(row).message(), account.value(), id);
    }

    /** The same, which is held until the transaction ends: a node that posts it just now is waited for. */
    public Optional<ScheduledMessage> hold(AccountId account, UUID id) {
        return database.first(
                SELECT + "where account_id = ? and id = ? for update",
                row -> read(row).message(),
                account.value(),
                id);
    }

    /** How many messages of this account are there to be posted. */
    public long count(AccountId account) {
        return database.first(
                        "select count(*) from scheduled_message where account_id = ? and state in ('WAITING', 'REFUSED')",
                        row -> row.getLong(1),
                        account.value())
                .orElseThrow();
    }

    /** All that is there to be posted, by the time it is due. */
    public List<ScheduledMessage> pending(AccountId account) {
        return database.query(
                SELECT + "where account_id = ? and state in ('WAITING', 'REFUSED') order by due_at, id",
                row -> read(row).message(),
                account.value());
    }

    /** Puts a message there, or in the place of what was called so, as the account's change of this number. */
    public void put(AccountId account, DeviceId device, ScheduledMessage message, long accountRev) {
        database.update(
                """
                insert into scheduled_message (
                    account_id, id, device_id, conversation_id, reply_to, thread_root, format, body, due_at, try_at, state,
                    problem, account_rev)
                values (?, ?, ?, ?, ?::bigint, ?::bigint, ?, ?, ?, ?, ?, ?::text, ?)
                on conflict (account_id, id) do update
                set device_id = excluded.device_id, conversation_id = excluded.conversation_id,
                    reply_to = excluded.reply_to, thread_root = excluded.thread_root, format = excluded.format,
                    body = excluded.body, due_at = excluded.due_at, try_at = excluded.try_at, state = excluded.state,
                    problem = excluded.problem, account_rev = excluded.account_rev
                """,
                account.value(),
                message.id(),
                device.value(),
                message.conversation().value(),
                message.replyTo(),
                message.thread(),
                message.format(),
                message.body(),
                message.dueAt(),
                message.dueAt(),
                message.state(),
                message.problem(),
                accountRev);
        if (!message.pending()) {
            forget(account);
        }
    }

    private void forget(AccountId account) {
        database.update("""
                delete from scheduled_message
                where account_id = ? and state in ('SENT', 'DELETED') and account_rev <= (
                    select s.account_rev from scheduled_message s
                    where s.account_id = ? and s.state in ('SENT', 'DELETED')
                    order by s.account_rev desc offset ? limit 1)
                """, account.value(), account.value(), MOST_PAST);
    }

    /** A message, whose it is, and the number of the account's own state under which it became so. */
    public record Kept(AccountId account, DeviceId device, ScheduledMessage message, long rev) {}

    /** At most {@code limit} of what was scheduled, changed, sent or deleted after this number, in that order. */
    public List<Kept> since(AccountId account, long rev, int limit) {
        return database.query(
                SELECT + "where account_id = ? and account_rev > ? order by account_rev limit ?",
                ScheduledMessages::read,
                account.value(),
                rev,
                limit);
    }

    /**
     * A message whose time has come, and who wants it posted, as they are now.
     *
     * @param service whether it is a program
     * @param disabled whether they may do nothing any more
     */
    public record Due(Kept kept, OrganizationId organization, boolean service, boolean disabled) {}

    /**
     * The message whose time came first, if it has come for any that no other node is posting; it is held until the
     * transaction ends.
     */
    public Optional<Due> takeDue(Instant now) {
        return database.first(
                DUE,
                row -> new Due(
                        read(row),
                        new OrganizationId(row.getLong("organization_id")),
                        AccountKind.valueOf(row.getString("kind")) == AccountKind.SERVICE,
                        row.getBoolean("disabled")),
                now);
    }

    /** Tries it again later. */
    public void postpone(AccountId account, UUID id, Instant until) {
        database.update(
                "update scheduled_message set try_at = ? where account_id = ? and id = ?", until, account.value(), id);
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                new AccountId(row.getLong("account_id")),
                new DeviceId(row.getLong("device_id")),
                new ScheduledMessage(
                        row.getObject("id", UUID.class),
                        new ConversationId(row.getLong("conversation_id")),
                        numberOrNull(row, "reply_to"),
                        numberOrNull(row, "thread_root"),
                        Format.valueOf(row.getString("format")),
                        row.getString("body"),
                        Database.instant(row, "due_at"),
                        State.valueOf(row.getString("state")),
                        row.getString("problem")),
                row.getLong("account_rev"));
    }

    private static @Nullable Long numberOrNull(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return number == 0 ? null : number;
    }
}
