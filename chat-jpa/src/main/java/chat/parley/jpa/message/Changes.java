package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.MovedRows;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Changes messages that exist, and what hangs on them. Each change takes the conversation's next {@code rev}; what another
 * body takes the place of is kept as a version, and what people take back of what they answered in {@code taken_back}. Only in a
 * transaction that holds the conversation's row ({@link #lock}). The answer is always the message as it is then.
 */
@Dependent
public final class Changes {

    private static final String CHANGE = """
            with head as (
                update conversation set last_rev = last_rev + 1 where id = ? returning id, last_rev
            ), change as (
                insert into message_change (conversation_id, rev, seq, kind, changed_by, changed_at)
                select id, last_rev, ?, ?, ?, ? from head
            )""";

    private static final String VERSION = """
            , version as (
                insert into message_version (conversation_id, seq, rev, body, format, purpose, replaced_at, replaced_by)
                select m.conversation_id, m.seq, m.rev, m.body, m.format, m.purpose, ?, ? from message m, head
                where m.conversation_id = head.id and m.seq = ?
            )
            """;

    private static final String OF_MESSAGE = " from head where m.conversation_id = head.id and m.seq = ? returning m.*";

    private final Database database;
    private final PartsOfMessages parts;

    /** Works on this database. */
    @Inject
    public Changes(Database database) {
        this.database = database;
        parts = new PartsOfMessages(database);
    }

    /** Holds the conversation until the transaction ends: no message is posted and no membership changes meanwhile. */
    public void lock(ConversationId conversation) {
        database.query(
                "select id from conversation where id = ? for no key update",
                row -> row.getLong(1),
                conversation.value());
    }

    /** The same; what this message says is in its row then, though it may have moved: only there is it changed. */
    public void lock(ConversationId conversation, long seq) {
        lock(conversation, List.of(seq));
    }

    /** The same for some messages. The storage is asked before anybody has to wait for us. */
    public void lock(ConversationId conversation, List<Long> seqs) {
        MovedRows.bringBack(database, conversation.value(), seqs, () -> lock(conversation));
    }

    /** Gives a message another body, which speaks to these; what was shown of its links is gone. */
    public PostedMessage edit(PostedMessage message, String body, Mentioned mentioned, AccountId by, Instant at) {
        takeAway("message_preview", message);
        mention(message, mentioned, at);
        return complete(rewrite(message, ChangeKind.EDITED, by, at, "body = ?, edited_at = ?", body));
    }

    /** Empties a message for everyone; what people reacted and answered is gone, and nothing is kept in sight or shown of its
     * links. */
    public PostedMessage delete(PostedMessage message, AccountId by, Instant at) {
        PostedMessage changed =
                rewrite(message, ChangeKind.DELETED, by, at, "purpose = null, body = ?, deleted_at = ?", "");
        takeAway("reaction", message);
        takeAway("message_pin", message);
        takeAway("message_mention", message);
        takeAway("response", message);
        takeAway("tally", message);
        takeAway("message_preview", message);
        return complete(changed);
    }

    /** Whoever was spoken to before stays so, as of then; those who no longer are do not. */
    private void mention(PostedMessage message, Mentioned mentioned, Instant at) {
        MentionRows rows = new MentionRows();
        rows.add(0, message.sender(), message.thread(), mentioned);
        database.update("""
                delete from message_mention
                where conversation_id = ? and seq = ? and (kind, target) not in (select * from unnest(?, ?))
                """, message.conversation().value(), message.seq(), rows.kinds(), rows.targets());
        if (!rows.isEmpty()) {
            database.query(
                    """
                    select note_mentions(
                               array_agg(?::bigint), array_agg(?::bigint), array_agg(m.sender_id),
                               array_agg(m.thread_root), array_agg(m.kind), array_agg(m.target), array_agg(m.meant),
                               array_agg(?::timestamptz))
                    from unnest(?, ?, ?, ?, ?) as m (sender_id, thread_root, kind, target, meant)
                    """,
                    row -> row.getLong(1),
                    message.conversation().value(),
                    message.seq(),
                    at,
                    rows.senders(),
                    rows.threads(),
                    rows.kinds(),
                    rows.targets(),
                    rows.meant());
        }
    }

    /** Adds a reaction, which is not there yet. */
    public PostedMessage react(PostedMessage message, String emoji, AccountId by, Instant at) {
        PostedMessage changed = take(message, ChangeKind.REACTED, by, at);
        database.update("""
                insert into reaction (conversation_id, seq, emoji, account_id, rev, reacted_at)
                values (?, ?, ?, ?, ?, ?)
                """, message.conversation().value(), message.seq(), emoji, by.value(), changed.rev(), at);
        return complete(changed);
    }

    /** Takes a reaction back, which is there. */
    public PostedMessage takeBack(PostedMessage message, String emoji, AccountId by, Instant at) {
        PostedMessage changed = take(message, ChangeKind.UNREACTED, by, at);
        database.update(
                "delete from reaction where conversation_id = ? and seq = ? and emoji = ? and account_id = ?",
                message.conversation().value(),
                message.seq(),
                emoji,
                by.value());
        return complete(changed);
    }

    /** Keeps a message in sight, which is not pinned. */
    public PostedMessage pin(PostedMessage message, AccountId by, Instant at) {
        PostedMessage changed = take(message, ChangeKind.PINNED, by, at);
        database.update(
                "insert into message_pin (conversation_id, seq, rev, pinned_by, pinned_at) values (?, ?, ?, ?, ?)",
                message.conversation().value(),
                message.seq(),
                changed.rev(),
                by.value(),
                at);
        return complete(changed);
    }

    /** Takes the pin of a message away. */
    public PostedMessage unpin(PostedMessage message, AccountId by, Instant at) {
        PostedMessage changed = take(message, ChangeKind.UNPINNED, by, at);
        takeAway("message_pin", message);
        return complete(changed);
    }

    /** Shows these of the pages that a message links to, and no others. */
    public PostedMessage preview(PostedMessage message, List<Preview> previews, AccountId by, Instant at) {
        PostedMessage changed = take(message, ChangeKind.PREVIEWED, by, at);
        takeAway("message_preview", message);
        for (int place = 0; place < previews.size(); place++) {
            Preview preview = previews.get(place);
            database.update(
                    """
                    insert into message_preview (conversation_id, seq, place, url, title, description, site)
                    values (?, ?, ?, ?, ?, ?::text, ?)
                    """,
                    message.conversation().value(),
                    message.seq(),
                    place,
                    preview.url(),
                    preview.title(),
                    preview.description(),
                    preview.site());
        }
        return complete(changed);
    }

    /**
     * Counts a reply of a thread no longer, which was deleted; the answer is the thread's root, which shows that, unless it
     * was destroyed.
     *
     * @param thread the number of the root
     */
    public Optional<PostedMessage> uncount(PostedMessage reply, long thread, AccountId by, Instant at) {
        database.update(
                "update thread set replies = replies - 1 where conversation_id = ? and root_seq = ?",
                reply.conversation().value(),
                thread);
        boolean there = database.first(
                        "select 1 from message where conversation_id = ? and seq = ?",
                        row -> row.getInt(1),
                        reply.conversation().value(),
                        thread)
                .isPresent();
        return there
                ? Optional.of(complete(take(reply.conversation(), thread, ChangeKind.ANSWERED, by, at)))
                : Optional.empty();
    }

    /** Counts what was answered to a message that wants something. */
    public PostedMessage count(PostedMessage message, Instant at) {
        PostedMessage changed = take(message, ChangeKind.COUNTED, message.sender(), at);
        tally(message, null);
        return complete(changed);
    }

    /** Ends the poll of a message, which is open; the answer has all votes. */
    public PostedMessage close(PostedMessage message, AccountId by, Instant at) {
        PostedMessage changed = take(message, ChangeKind.CLOSED, by, at);
        tally(message, at);
        return complete(changed);
    }

    /** Who has left does not count as having acknowledged; their votes stay. */
    private void tally(PostedMessage message, @Nullable Instant closedAt) {
        Purpose purpose = message.purpose();
        PollTerms poll = purpose == null ? null : purpose.poll();
        database.update(
                """
                with answer as (
                    select r.account_id, r.acknowledged_at, r.choices from response r
                    where r.conversation_id = ? and r.seq = ?
                )
                insert into tally as t (conversation_id, seq, acknowledged, voters, votes, closed_at)
                select ?, ?,
                       (select count(*) from answer a
                        join member n on n.conversation_id = ? and n.account_id = a.account_id and n.to_seq is null
                        where a.acknowledged_at is not null),
                       (select count(*) from answer a where cardinality(a.choices) > 0),
                       array(select count(a.account_id) from generate_series(0, ? - 1) as o (option)
                             left join answer a on o.option = any (a.choices)
                             group by o.option order by o.option),
                       ?::timestamptz
                on conflict (conversation_id, seq) do update
                set acknowledged = excluded.acknowledged, voters = excluded.voters, votes = excluded.votes,
                    closed_at = coalesce(t.closed_at, excluded.closed_at)
                """,
                message.conversation().value(),
                message.seq(),
                message.conversation().value(),
                message.seq(),
                message.conversation().value(),
                poll == null ? 0 : poll.options().size(),
                closedAt);
    }

    private void takeAway(String table, PostedMessage message) {
        database.update(
                "delete from " + table + " where conversation_id = ? and seq = ?",
                message.conversation().value(),
                message.seq());
    }

    /** Takes the next number for another body; what was there stays as a version. */
    private PostedMessage rewrite(
            PostedMessage message, ChangeKind kind, AccountId by, Instant at, String assignments, String body) {
        return database.first(
                        CHANGE + VERSION + "update message m set rev = head.last_rev, " + assignments + OF_MESSAGE,
                        Messages::read,
                        message.conversation().value(),
                        message.seq(),
                        kind,
                        by.value(),
                        at,
                        at,
                        by.value(),
                        message.seq(),
                        body,
                        at,
                        message.seq())
                .orElseThrow(() -> gone(message.conversation(), message.seq()));
    }

    private PostedMessage take(PostedMessage message, ChangeKind kind, AccountId by, Instant at) {
        return take(message.conversation(), message.seq(), kind, by, at);
    }

    /** Takes the next number for a change that leaves the body as it is. */
    private PostedMessage take(ConversationId conversation, long seq, ChangeKind kind, AccountId by, Instant at) {
        return database.first(
                        CHANGE + " update message m set rev = head.last_rev" + OF_MESSAGE,
                        Messages::read,
                        conversation.value(),
                        seq,
                        kind,
                        by.value(),
                        at,
                        seq)
                .orElseThrow(() -> gone(conversation, seq));
    }

    private PostedMessage complete(PostedMessage changed) {
        return parts.complete(List.of(changed)).getFirst();
    }

    private static IllegalStateException gone(ConversationId conversation, long seq) {
        return new IllegalStateException(
                "message " + seq + " of conversation " + conversation + " went away while it was changed");
    }
}
