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
import chat.parley.jpa.identity.OrganizationId;

/**
 * The members of one conversation, and their coming and going. Each change takes the next number of the account's own
 * state and notes it in the row, so that a device that was away learns of it. Only in a transaction that holds the
 * conversation's row, which the message telling of the change does ({@code SystemMessages}).
 */
@Dependent
public final class Members {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Members(Database database) {
        this.database = database;
    }

    /**
     * How people come in.
     *
     * @param seq the message that tells of it
     * @param from the first message they may see
     * @param role what they become
     * @param read up to where they have nothing unread
     */
    public record Arrival(ConversationId conversation, long seq, long from, Role role, long read) {}

    /**
     * The first message that a newcomer sees whose joining is the message of this number. Times ascend with the numbers, so
     * a moment's place is found by halving: twenty looks by the primary key in a million messages.
     */
    public long firstSeen(ConversationId conversation, HistoryVisibility history, long seq) {
        return switch (history.extent()) {
            case ALL -> 1;
            case JOINED -> seq;
            case LAST -> Math.max(1, seq - history.last());
            case SINCE ->
                database.first("""
                                with recursive halving (low, high) as (
                                    select 1::bigint, ?::bigint
                                    union all
                                    select case when m.earlier then m.seq + 1 else h.low end,
                                           case when m.earlier then h.high else m.seq end
                                    from halving h
                                    join lateral (
                                        select m.seq, m.created_at < ? as earlier from message m
                                        where m.conversation_id = ? and m.seq = (h.low + h.high) / 2
                                    ) m on true
                                    where h.low < h.high
                                )
                                select max(low) from halving
                                """, row -> row.getLong(1), seq, history.since(), conversation.value())
                        .orElseThrow();
        };
    }

    /** Makes these accounts members, who are none now. One statement, whatever their number. */
    public void add(Arrival arrival, long[] accounts) {
        database.update(
                """
                with state as (
                    insert into account_state as s (account_id, rev)
                    select a.id, 1 from unnest(?) as a (id) order by a.id
                    on conflict (account_id) do update set rev = s.rev + 1
                    returning s.account_id, s.rev
                ), stay as (
                    insert into member (conversation_id, account_id, joined_seq, from_seq, role, account_rev)
                    select ?, s.account_id, ?, ?, ?, s.rev from state s
                )
                insert into read_cursor as r (account_id, conversation_id, read_seq, account_rev)
                select s.account_id, ?, ?, s.rev from state s
                on conflict (account_id, conversation_id) do update
                set read_seq = greatest(r.read_seq, excluded.read_seq), account_rev = excluded.account_rev
                """,
                accounts,
                arrival.conversation().value(),
                arrival.seq(),
                arrival.from(),
                arrival.role(),
                arrival.conversation().value(),
                arrival.read());
    }

    /** Ends a membership; the message of this number is the last that may be seen. */
    public void end(ConversationId conversation, AccountId account, long seq) {
        change(conversation, account, "to_seq = ?", seq);
    }

    /** Makes a member something else. */
    public void assign(ConversationId conversation, AccountId account, Role role) {
        change(conversation, account, "role = ?", role);
    }

    private void change(ConversationId conversation, AccountId account, String assignment, Object value) {
        int changed = database.update("""
                with state as (
                    insert into account_state as s (account_id, rev) values (?, 1)
                    on conflict (account_id) do update set rev = s.rev + 1
                    returning s.account_id, s.rev
                )
                update member m set account_rev = s.rev,""" + " " + assignment + " " + """
                from state s
                where m.conversation_id = ? and m.account_id = s.account_id and m.to_seq is null
                """, account.value(), value, conversation.value());
        if (changed != 1) {
            throw new IllegalStateException(account + " is no member of conversation " + conversation);
        }
    }

    /** The first of those who are moderators or more, at most so many. */
    public List<AccountId> moderators(ConversationId conversation, int limit) {
        return database.query("""
                select account_id from member
                where conversation_id = ? and to_seq is null and role in ('OWNER', 'ADMINISTRATOR', 'MODERATOR')
                order by account_id limit ?
                """, row -> new AccountId(row.getLong(1)), conversation.value(), limit);
    }

    /** Notes that what these members see of the conversation is otherwise than before, for their devices that are away. */
    public void touch(ConversationId conversation, long[] accounts) {
        database.update("""
                with state as (
                    insert into account_state as s (account_id, rev)
                    select a.id, 1 from unnest(?) as a (id) order by a.id
                    on conflict (account_id) do update set rev = s.rev + 1
                    returning s.account_id, s.rev
                )
                update member m set account_rev = s.rev from state s
                where m.conversation_id = ? and m.account_id = s.account_id and m.to_seq is null
                """, accounts, conversation.value());
    }

    /** Whether somebody else than this account is an owner. */
    public boolean hasOtherOwner(ConversationId conversation, AccountId account) {
        return hasOther(conversation, account, "and role = 'OWNER'");
    }

    /** Whether somebody else than this account is a member. */
    public boolean hasOther(ConversationId conversation, AccountId account) {
        return hasOther(conversation, account, "");
    }

    private boolean hasOther(ConversationId conversation, AccountId account, String condition) {
        return database.first(
                        "select 1 from member where conversation_id = ? and to_seq is null and account_id <> ? "
                                + condition + " limit 1",
                        row -> true,
                        conversation.value(),
                        account.value())
                .isPresent();
    }

    /** Somebody who is wanted as a member: are they in the organization and active, a member already, or banned? */
    public record Candidate(AccountId account, boolean eligible, boolean member, boolean banned) {}

    /** How matters stand with these accounts at this moment, each once. */
    public List<Candidate> candidates(
            ConversationId conversation, OrganizationId organization, long[] accounts, Instant now) {
        return database.query(
                """
                select w.id, a.id is not null as eligible, m.account_id is not null as member,
                       x.account_id is not null as banned
                from (select distinct u.id from unnest(?) as u (id)) w
                left join account a on a.id = w.id and a.organization_id = ? and a.disabled_at is null
                left join member m on m.conversation_id = ? and m.account_id = w.id and m.to_seq is null
                left join sanction x
                  on x.conversation_id = ? and x.kind = 'BAN' and x.account_id = w.id
                 and x.lifted_at is null and (x.until is null or x.until > ?)
                order by w.id
                """,
                row -> new Candidate(
                        new AccountId(row.getLong("id")),
                        row.getBoolean("eligible"),
                        row.getBoolean("member"),
                        row.getBoolean("banned")),
                accounts,
                organization.value(),
                conversation.value(),
                conversation.value(),
                now);
    }

    /**
     * A member, by name.
     *
     * @param since the message of their joining
     */
    public record Profile(AccountId account, String username, String displayName, Role role, long since) {}

    private static final String PROFILES = """
            select m.account_id, a.username, a.display_name, m.role, m.joined_seq
            from member m join account a on a.id = m.account_id
            where m.conversation_id = ? and m.to_seq is null
            """;

    /** At most {@code limit} members after an account, by the number of the account. */
    public List<Profile> page(ConversationId conversation, long after, int limit) {
        return database.query(
                PROFILES + "and m.account_id > ? order by m.account_id limit ?",
                Members::profile,
                conversation.value(),
                after,
                limit);
    }

    /** These accounts, as far as they are members. */
    public List<Profile> profiles(ConversationId conversation, long[] accounts) {
        return database.query(
                PROFILES + "and m.account_id = any (?) order by m.account_id",
                Members::profile,
                conversation.value(),
                accounts);
    }

    /** What a current member is. */
    public Optional<Role> role(ConversationId conversation, AccountId account) {
        return database.first(
                "select role from member where conversation_id = ? and account_id = ? and to_seq is null",
                row -> Role.valueOf(row.getString(1)),
                conversation.value(),
                account.value());
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                new AccountId(row.getLong("account_id")),
                row.getString("username"),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")),
                row.getLong("joined_seq"));
    }
}
