package chat.parley.jpa.message;

import java.util.List;
import java.util.OptionalLong;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/** How far members have read: one row for a member, whatever the number of messages. */
@Dependent
public final class ReadCursors {

    private final Database database;

    /** Works on this database. */
    @Inject
    public ReadCursors(Database database) {
        this.database = database;
    }

    /**
     * Moves a read position forward, never back and never past the last message.
     *
     * @return the account's own state's new number, or empty if the position was there already
     */
    public OptionalLong advance(AccountId account, ConversationId conversation, long seq) {
        return database.first(
                        """
                        with wanted as (
                            select c.id, least(?, c.last_seq) as seq from conversation c
                            where c.id = ? and not exists (
                                select 1 from read_cursor r
                                where r.account_id = ? and r.conversation_id = c.id and r.read_seq >= least(?, c.last_seq))
                        ), state as (
                            insert into account_state as s (account_id, rev) select ?, 1 from wanted
                            on conflict (account_id) do update set rev = s.rev + 1
                            returning rev
                        )
                        insert into read_cursor as r (account_id, conversation_id, read_seq, account_rev)
                        select ?, w.id, w.seq, s.rev from wanted w, state s
                        on conflict (account_id, conversation_id)
                            do update set read_seq = greatest(r.read_seq, excluded.read_seq), account_rev = excluded.account_rev
                        returning account_rev
                        """,
                        row -> row.getLong(1),
                        seq,
                        conversation.value(),
                        account.value(),
                        seq,
                        account.value(),
                        account.value())
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** A read position as it was changed last. */
    public record Cursor(ConversationId conversation, long seq) {}

    /** The positions that moved after this number of the account's own state. */
    public List<Cursor> movedSince(AccountId account, long rev) {
        return database.query(
                "select conversation_id, read_seq from read_cursor where account_id = ? and account_rev > ?",
                row -> new Cursor(new ConversationId(row.getLong(1)), row.getLong(2)),
                account.value(),
                rev);
    }
}
