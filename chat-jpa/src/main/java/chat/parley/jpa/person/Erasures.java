package chat.parley.jpa.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Who is to be forgotten, and how far that has come: table {@code erasure}. */
@Dependent
public final class Erasures {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Erasures(Database database) {
        this.database = database;
    }

    /**
     * That somebody is to be forgotten.
     *
     * @param words whether what they wrote is erased too
     * @param erased how many of their messages are
     * @param held how many stay, because they are on a legal hold
     * @param minimum how many stay for a while, because a rule of retention keeps them at least so long
     */
    public record Erasure(
            AccountId account,
            OrganizationId organization,
            boolean words,
            AccountId by,
            Instant at,
            long erased,
            long held,
            long minimum,
            @Nullable Instant doneAt) {}

    /** A message, whether it is on a legal hold, and whether a rule of retention keeps it yet. */
    public record Place(ConversationId conversation, long seq, boolean held, boolean minimum) {

        /** Whether nothing goes before its erasure. */
        public boolean free() {
            return !held && !minimum;
        }
    }

    /** Begins; or begins again, where something was held before, or words are erased now too. */
    public void begin(Erasure erasure) {
        database.update(
                """
                insert into erasure (account_id, organization_id, words, requested_by, requested_at, done_at)
                values (?, ?, ?, ?, ?, ?::timestamptz)
                on conflict (account_id) do update
                set words = excluded.words, requested_by = excluded.requested_by, requested_at = excluded.requested_at,
                    conversation_id = 0, seq = 0, held = 0, minimum = 0, done_at = excluded.done_at
                """,
                erasure.account().value(),
                erasure.organization().value(),
                erasure.words(),
                erasure.by().value(),
                erasure.at(),
                erasure.doneAt());
    }

    /** Tells the sweep of retention, which takes what a rule keeps for a while after that while. */
    public void request(AccountId account, Instant at) {
        database.update("""
                insert into erasure_request (account_id, requested_at) values (?, ?)
                on conflict (account_id) do update set requested_at = excluded.requested_at
                """, account.value(), at);
    }

    /** How it stands. */
    public Optional<Erasure> find(OrganizationId organization, AccountId account) {
        return database.first(
                "select * from erasure where organization_id = ? and account_id = ?",
                Erasures::read,
                organization.value(),
                account.value());
    }

    /** One that is not done, which no other node goes on with until the transaction ends. */
    public Optional<Erasure> takeNext() {
        return database.first("""
                select * from erasure where done_at is null order by requested_at limit 1 for update skip locked
                """, Erasures::read);
    }

    /** No hold is placed until the transaction ends. To be taken before the lock of a conversation, as whoever holds does. */
    public void holdStill() {
        database.update("lock table legal_hold in share mode");
    }

    /**
     * Their next messages that say something, or did, at most {@code limit} and all of one conversation; in the order in which
     * they are looked at.
     */
    public List<Place> next(Erasure erasure, Instant now, int limit) {
        return database.query(
                """
                with last as (select conversation_id, seq from erasure where account_id = ?),
                place as (
                    select p.conversation_id, p.after
                    from (
                        select l.conversation_id, l.seq as after from last l where l.conversation_id > 0
                        union all
                        (select distinct m.conversation_id, 0 from member m, last l
                         where m.account_id = ? and m.conversation_id > l.conversation_id)
                    ) p
                    where exists (
                        select 1 from message x
                        where x.conversation_id = p.conversation_id and x.sender_id = ? and x.seq > p.after
                          and x.format <> 'SYSTEM')
                    order by p.conversation_id limit 1
                )
                select x.conversation_id, x.seq, held(x.conversation_id, x.seq, x.sender_id, x.created_at) as held,
                       coalesce(x.created_at + make_interval(hours => 24 * t.keep_days) > ?, false) as minimum
                from place p
                cross join lateral retention_terms(?, '{}', '{}', p.conversation_id) t
                join message x on x.conversation_id = p.conversation_id and x.sender_id = ? and x.seq > p.after
                 and x.format <> 'SYSTEM'
                order by x.seq limit ?
                """,
                row -> new Place(
                        new ConversationId(row.getLong(1)), row.getLong(2), row.getBoolean(3), row.getBoolean(4)),
                erasure.account().value(),
                erasure.account().value(),
                erasure.account().value(),
                now,
                erasure.organization().value(),
                erasure.account().value(),
                limit);
    }

    /** Notes how far it has come. */
    public void advance(AccountId account, Place last, long erased, long held, long minimum) {
        database.update("""
                update erasure
                set conversation_id = ?, seq = ?, erased = erased + ?, held = held + ?, minimum = minimum + ?
                where account_id = ?
                """, last.conversation().value(), last.seq(), erased, held, minimum, account.value());
    }

    /** It has come to its end. */
    public void finish(AccountId account, Instant at) {
        database.update("update erasure set done_at = ? where account_id = ?", at, account.value());
    }

    /** Takes away what a message, which is empty, said before, and what was answered to it. */
    public void forgetEarlier(ConversationId conversation, long seq) {
        database.update("delete from message_version where conversation_id = ? and seq = ?", conversation.value(), seq);
        database.update("delete from taken_back where conversation_id = ? and seq = ?", conversation.value(), seq);
    }

    /**
     * What there is of somebody, and what goes before an erasure now.
     *
     * @param messages how many of their messages say something, or did
     * @param held how many of these are on a legal hold
     * @param minimum how many of these a rule of retention keeps yet
     * @param custodian whether they are a custodian of a hold in force
     * @param openCases how many cases they are in that are not decided
     */
    public record Outlook(long messages, long held, long minimum, boolean custodian, long openCases) {

        /** Whether a legal hold goes before it: who said something is a part of what is held. */
        public boolean onHold() {
            return custodian || held > 0;
        }
    }

    /** How it would go with an account. Looks at all its messages. */
    public Outlook outlook(OrganizationId organization, AccountId account, Instant now) {
        return database.first(
                        """
                        with me (id) as (values (?::bigint)),
                        own as (
                            select x.conversation_id, x.seq, x.sender_id, x.created_at
                            from me
                            cross join lateral (
                                select distinct m.conversation_id from member m where m.account_id = me.id) p
                            join message x on x.conversation_id = p.conversation_id and x.sender_id = me.id
                             and x.format <> 'SYSTEM'
                             and (x.deleted_at is null or exists (
                                 select 1 from message_version v
                                 where v.conversation_id = x.conversation_id and v.seq = x.seq))
                        ),
                        asked as (
                            select array_agg(conversation_id) as conversations, array_agg(seq) as seqs,
                                   array_agg(sender_id) as senders, array_agg(created_at) as ats
                            from own
                        )
                        select (select count(*) from own) as messages,
                               (select count(distinct (h.conversation_id, h.seq))
                                from asked a cross join lateral held_of(a.conversations, a.seqs, a.senders, a.ats) h) as held,
                               (select count(*)
                                from own o
                                join retention_terms(?, '{}', '{}') t on t.conversation_id = o.conversation_id
                                where o.created_at + make_interval(hours => 24 * t.keep_days) > ?) as minimum,
                               exists (
                                   select 1 from hold_custodian k join legal_hold h on h.id = k.hold_id
                                   where k.account_id = me.id and h.released_at is null) as custodian,
                               (select count(*) from moderation_case c
                                where c.state in ('OPEN', 'APPEALED') and (c.accused_id = me.id or exists (
                                    select 1 from report r where r.case_id = c.id and r.reporter_id = me.id))) as cases
                        from me
                        """,
                        row -> new Outlook(
                                row.getLong("messages"),
                                row.getLong("held"),
                                row.getLong("minimum"),
                                row.getBoolean("custodian"),
                                row.getLong("cases")),
                        account.value(),
                        organization.value(),
                        now)
                .orElseThrow();
    }

    private static Erasure read(ResultSet row) throws SQLException {
        return new Erasure(
                new AccountId(row.getLong("account_id")),
                new OrganizationId(row.getLong("organization_id")),
                row.getBoolean("words"),
                new AccountId(row.getLong("requested_by")),
                Database.instant(row, "requested_at"),
                row.getLong("erased"),
                row.getLong("held"),
                row.getLong("minimum"),
                Database.instantOrNull(row, "done_at"));
    }
}
