package chat.parley.jpa.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.message.SystemEvent;

/**
 * Many conversations at once, for load tests: what founding them one by one would leave behind, by a handful of
 * statements. Nobody is told; the caller's transaction is one in which nothing else happens.
 */
@Dependent
public final class BulkConversations {

    /** Each seat of each room: who sits there, and the message that tells of their coming. */
    private static final String SEATS = """
            with room as (
                select r.id, r.founder, r.n from unnest(?, ?) with ordinality as r (id, founder, n)
            ), seat as (
                select room.id as conversation_id, room.founder, a.id as account_id, (a.ord - 1) % ? as place,
                       (a.ord - 1) % ? / %d + 1 as seq
                from unnest(?) with ordinality as a (id, ord)
                join room on room.n = (a.ord - 1) / ? + 1
            )
            """.replace("%d", Integer.toString(SystemEvent.MOST_ACCOUNTS));

    private final Database database;
    private final Sequences sequences;

    /** Works on this database. */
    @Inject
    public BulkConversations(Database database, Sequences sequences) {
        this.database = database;
        this.sequences = sequences;
    }

    /**
     * Conversations to be, all of the same size.
     *
     * @param direct direct conversations of pairs that have none yet, rather than groups with an open history
     * @param members how many each has
     */
    public record Rooms(OrganizationId organization, boolean direct, int members, Instant at) {

        /** Checks that they are of a size there is. */
        public Rooms {
            if (members < 1) {
                throw new IllegalArgumentException("rooms of " + members);
            }
            if (direct && members != 2) {
                throw new IllegalArgumentException("a direct conversation of " + members);
            }
        }
    }

    /**
     * Founds them all; the answer is their ids, in the order of the rooms.
     *
     * @param accounts who they are for, room by room; the first of each founds it, and nobody is in one twice
     */
    public ConversationId[] found(Rooms rooms, long[] accounts) {
        if (accounts.length % rooms.members() != 0) {
            throw new IllegalArgumentException(accounts.length + " accounts in rooms of " + rooms.members());
        }
        long[] created = sequences.next("conversation_id", accounts.length / rooms.members());
        long[] founders = new long[created.length];
        for (int i = 0; i < founders.length; i++) {
            founders[i] = accounts[i * rooms.members()];
        }
        make(rooms, created, founders);
        tell(rooms, created, founders, accounts);
        seat(rooms, created, founders, accounts);
        if (rooms.direct()) {
            pair(created, accounts);
        }
        ConversationId[] answer = new ConversationId[created.length];
        for (int i = 0; i < created.length; i++) {
            answer[i] = new ConversationId(created[i]);
        }
        return answer;
    }

    private void make(Rooms rooms, long[] created, long[] founders) {
        int messages = (rooms.members() + SystemEvent.MOST_ACCOUNTS - 1) / SystemEvent.MOST_ACCOUNTS;
        database.update(
                """
                with hot as (
                    insert into conversation (id, last_seq) select u.id, ? from unnest(?) as u (id)
                )
                insert into conversation_settings (
                    conversation_id, organization_id, kind, name, visibility, history, created_by, created_at)
                select r.id, ?, ?, case when ? then null else 'Load ' || r.id end, 'PRIVATE', 'ALL', r.founder, ?
                from unnest(?, ?) as r (id, founder)
                """,
                messages,
                created,
                rooms.organization().value(),
                rooms.direct() ? ConversationKind.DIRECT : ConversationKind.GROUP,
                rooms.direct(),
                stored(rooms),
                created,
                founders);
    }

    private void tell(Rooms rooms, long[] created, long[] founders, long[] accounts) {
        database.update(
                SEATS + """
                insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                select s.conversation_id, s.seq, s.founder, gen_random_uuid(), ?, 'SYSTEM',
                       json_build_object('event', case s.seq when 1 then 'created' else 'joined' end,
                                         'accounts', json_agg(s.account_id order by s.place))::text
                from seat s
                group by s.conversation_id, s.seq, s.founder
                """,
                created,
                founders,
                rooms.members(),
                rooms.members(),
                accounts,
                rooms.members(),
                stored(rooms));
    }

    private void seat(Rooms rooms, long[] created, long[] founders, long[] accounts) {
        database.update(
                SEATS + """
                , state as (
                    insert into account_state as s (account_id, rev)
                    select distinct seat.account_id, 1 from seat order by seat.account_id
                    on conflict (account_id) do update set rev = s.rev + 1
                    returning s.account_id, s.rev
                ), stay as (
                    insert into member (conversation_id, account_id, joined_seq, from_seq, role, account_rev)
                    select s.conversation_id, s.account_id, s.seq, 1,
                           case when s.place = 0 and not ? then 'OWNER' else 'MEMBER' end, state.rev
                    from seat s join state on state.account_id = s.account_id
                )
                insert into read_cursor as r (account_id, conversation_id, read_seq, account_rev)
                select s.account_id, s.conversation_id, s.seq, state.rev
                from seat s join state on state.account_id = s.account_id
                """,
                created,
                founders,
                rooms.members(),
                rooms.members(),
                accounts,
                rooms.members(),
                rooms.direct());
    }

    private void pair(long[] created, long[] accounts) {
        long[] low = new long[created.length];
        long[] high = new long[created.length];
        for (int i = 0; i < created.length; i++) {
            low[i] = Math.min(accounts[2 * i], accounts[2 * i + 1]);
            high[i] = Math.max(accounts[2 * i], accounts[2 * i + 1]);
        }
        database.update(
                "insert into direct_pair (low_account, high_account, conversation_id) select * from unnest(?, ?, ?)",
                low,
                high,
                created);
    }

    private static Instant stored(Rooms rooms) {
        return rooms.at().truncatedTo(ChronoUnit.MICROS);
    }
}
