package chat.parley.jpa.screening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Source;
import chat.parley.jpa.screening.HeldMessage.State;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for a moderator: table {@code held_message}. Whatever happens to one takes the next number of its
 * sender's own state. One that has come into the log in another way, because the rules became milder, waits no longer.
 */
@Dependent
public final class HeldMessages {

    private static final String SELECT = """
            select h.id, h.conversation_id, h.sender_id, h.client_id, h.format, h.body, h.reply_to, h.thread_root, h.source,
                   h.purpose::text as purpose,
                   h.rule, h.words, h.held_at, h.state, h.reason, h.account_rev
            from held_message h
            """;
    private static final String WAITING = """
            h.state = 'HELD' and not exists (
                select 1 from message m
                where m.conversation_id = h.conversation_id and m.sender_id = h.sender_id and m.client_id = h.client_id)
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public HeldMessages(Database database) {
        this.database = database;
    }

    /** Whether a message of this sender's and this id is in the log. */
    public boolean isPosted(ConversationId conversation, AccountId sender, UUID id) {
        return database.first(
                        "select 1 from message where conversation_id = ? and sender_id = ? and client_id = ?",
                        row -> true,
                        conversation.value(),
                        sender.value(),
                        id)
                .isPresent();
    }

    /** What became of a message of this sender's, if it was held. */
    public Optional<HeldMessage> find(ConversationId conversation, AccountId sender, UUID id) {
        return database.first(
                SELECT + "where h.conversation_id = ? and h.sender_id = ? and h.client_id = ?",
                HeldMessages::read,
                conversation.value(),
                sender.value(),
                id);
    }

    /** The one of this number, which nobody else decides about until the transaction ends. */
    public Optional<HeldMessage> lock(ConversationId conversation, long number) {
        return database.first(
                SELECT + "where h.conversation_id = ? and h.id = ? for update of h",
                HeldMessages::read,
                conversation.value(),
                number);
    }

    /**
     * Holds a message back, of which nothing is known yet. Two that are direct have no moderator: there it is not held.
     *
     * @param message its number is not looked at
     * @return the new number of the sender's own state; empty if it was not held, or another try of it was first
     */
    public OptionalLong hold(HeldMessage message) {
        Source source = message.source();
        Purpose purpose = message.purpose();
        return number(database.query(
                """
                with place as (
                    select conversation_id from conversation_settings where conversation_id = ? and kind <> 'DIRECT'
                ), state as (
                    insert into account_state as s (account_id, rev) select ?, 1 from place
                    on conflict (account_id) do update set rev = s.rev + 1
                    returning s.account_id, s.rev
                )
                insert into held_message (conversation_id, sender_id, client_id, format, body, reply_to, thread_root,
                                          source, purpose, rule, words, held_at, state, account_rev)
                select p.conversation_id, s.account_id, ?, ?, ?, ?::bigint, ?::bigint, ?::bigint[], ?::jsonb, ?, ?, ?, 'HELD', s.rev
                from place p, state s
                on conflict (conversation_id, sender_id, client_id) do nothing
                returning account_rev
                """,
                row -> row.getLong(1),
                message.conversation().value(),
                message.sender().value(),
                message.id(),
                message.format(),
                message.body(),
                message.replyTo(),
                message.thread(),
                source == null
                        ? null
                        : new long[] {
                            source.conversation().value(),
                            source.seq(),
                            source.sender().value()
                        },
                purpose == null ? null : purpose.text(),
                message.rule(),
                message.words(),
                message.at()));
    }

    /** It was decided about; the answer is the new number of the sender's own state. */
    public long decide(HeldMessage message, State state, @Nullable String reason, AccountId by, Instant at) {
        return number(database.query(
                        """
                        with state as (
                            insert into account_state as s (account_id, rev) values (?, 1)
                            on conflict (account_id) do update set rev = s.rev + 1
                            returning s.rev
                        )
                        update held_message h
                        set state = ?, reason = ?, decided_by = ?, decided_at = ?, body = '', purpose = null, account_rev = state.rev
                        from state where h.id = ?
                        returning h.account_rev
                        """,
                        row -> row.getLong(1),
                        message.sender().value(),
                        state,
                        reason,
                        by.value(),
                        at,
                        message.number()))
                .orElseThrow();
    }

    /** At most {@code limit} of those that wait at a conversation, after one of them, the oldest first. */
    public List<HeldMessage> waiting(ConversationId conversation, long after, int limit) {
        return database.query(
                SELECT + "where h.conversation_id = ? and h.id > ? and " + WAITING + "order by h.id limit ?",
                HeldMessages::read,
                conversation.value(),
                after,
                limit);
    }

    /** At most {@code limit} of this sender's that wait, wherever, after one of them, the oldest first. */
    public List<HeldMessage> waiting(AccountId sender, long after, int limit) {
        return database.query(
                SELECT + "where h.sender_id = ? and h.id > ? and " + WAITING + "order by h.id limit ?",
                HeldMessages::read,
                sender.value(),
                after,
                limit);
    }

    /** How many of this sender's wait at a conversation. */
    public long waiting(ConversationId conversation, AccountId sender) {
        return database.first(
                        "select count(*) from held_message h where h.conversation_id = ? and h.sender_id = ? and "
                                + WAITING,
                        row -> row.getLong(1),
                        conversation.value(),
                        sender.value())
                .orElse(0L);
    }

    /** A held message, and the number of the sender's own state under which it was written. */
    public record Written(HeldMessage message, long rev) {}

    /**
     * At most {@code limit} of a sender's messages of which something was written after this number, in that order; to
     * whoever knows nothing yet, only what waits matters.
     */
    public List<Written> since(AccountId sender, long rev, int limit) {
        return database.query(
                SELECT
                        + "where h.sender_id = ? and h.account_rev > ? and (? > 0 or h.state = 'HELD')"
                        + " order by h.account_rev limit ?",
                row -> new Written(read(row), row.getLong("account_rev")),
                sender.value(),
                rev,
                rev,
                limit);
    }

    private static OptionalLong number(List<Long> found) {
        return found.stream().mapToLong(Long::longValue).findFirst();
    }

    private static HeldMessage read(ResultSet row) throws SQLException {
        long replyTo = row.getLong("reply_to");
        long thread = row.getLong("thread_root");
        return new HeldMessage(
                row.getLong("id"),
                new ConversationId(row.getLong("conversation_id")),
                new AccountId(row.getLong("sender_id")),
                row.getObject("client_id", UUID.class),
                Format.valueOf(row.getString("format")),
                row.getString("body"),
                replyTo == 0 ? null : replyTo,
                thread == 0 ? null : thread,
                Source.of(row.getArray("source")),
                Purpose.parse(row.getString("purpose")),
                row.getString("rule"),
                row.getString("words"),
                Database.instant(row, "held_at"),
                State.valueOf(row.getString("state")),
                row.getString("reason"));
    }
}
