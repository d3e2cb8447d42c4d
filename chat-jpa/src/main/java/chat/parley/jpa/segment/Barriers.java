package chat.parley.jpa.segment;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Information barriers, and who is parted from whom by them: table {@code barrier}, view {@code parted}. */
@Dependent
public final class Barriers {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Barriers(Database database) {
        this.database = database;
    }

    /** Two segments between whose people there is a barrier; {@code one} has the lower number. */
    public record Barrier(SegmentId one, SegmentId other) {}

    /**
     * A conversation whose members a barrier parts, although they are in it together: they were before there was a barrier.
     *
     * @param parted how many of its members are parted from another
     */
    public record Overlap(
            ConversationId conversation,
            ConversationKind kind,
            @Nullable String name,
            long parted) {}

    /** Raises one between two segments; whether there was none. */
    public boolean raise(SegmentId one, SegmentId other) {
        return database.update(
                        "insert into barrier (segment_id, other_id) values (?, ?), (?, ?) on conflict do nothing",
                        one.value(),
                        other.value(),
                        other.value(),
                        one.value())
                > 0;
    }

    /** Lifts the one between two segments; whether there was one. */
    public boolean lift(SegmentId one, SegmentId other) {
        return database.update(
                        "delete from barrier where (segment_id = ? and other_id = ?) or (segment_id = ? and other_id = ?)",
                        one.value(),
                        other.value(),
                        other.value(),
                        one.value())
                > 0;
    }

    /** All of an organization. */
    public List<Barrier> of(OrganizationId organization) {
        return database.query(
                """
                select b.segment_id, b.other_id from barrier b join segment s on s.id = b.segment_id
                where s.organization_id = ? and b.segment_id < b.other_id order by 1, 2
                """,
                row -> new Barrier(new SegmentId(row.getLong(1)), new SegmentId(row.getLong(2))),
                organization.value());
    }

    /** Notes that there was a change, for all nodes. */
    public void revise() {
        database.update("update barrier_revision set revision = revision + 1");
    }

    /** How many changes there were. */
    public long revision() {
        return database.first("select revision from barrier_revision", row -> row.getLong(1))
                .orElseThrow();
    }

    /** Everybody who is in a segment that has a barrier. */
    public Set<AccountId> concerned() {
        return database
                .query(
                        "select distinct m.account_id from barrier b join segment_member m on m.segment_id = b.segment_id",
                        row -> new AccountId(row.getLong(1)))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of these accounts that are parted from this one. */
    public Set<AccountId> parted(AccountId account, Collection<AccountId> others) {
        return accounts(
                "select other_id from parted where account_id = ? and other_id = any (?)",
                account.value(),
                array(others));
    }

    /** Those of them that have never been in a conversation together with it either. */
    public Set<AccountId> strangers(AccountId account, Collection<AccountId> others) {
        return accounts("""
                select p.other_id from parted p
                where p.account_id = ? and p.other_id = any (?) and not exists (
                    select 1 from member mine
                    join member theirs on theirs.conversation_id = mine.conversation_id
                    where mine.account_id = p.account_id and theirs.account_id = p.other_id)
                """, account.value(), array(others));
    }

    /** Those of these newcomers that are parted from one another, or from a member of this conversation. */
    public Set<AccountId> crossing(ConversationId conversation, Collection<AccountId> newcomers) {
        return accounts("""
                select p.account_id from parted p
                where p.account_id = any (?) and (p.other_id = any (?) or exists (
                    select 1 from member m
                    where m.conversation_id = ? and m.account_id = p.other_id and m.to_seq is null))
                """, array(newcomers), array(newcomers), conversation.value());
    }

    /** At most {@code limit} conversations of an organization in which people are together that are parted, after one. */
    public List<Overlap> overlaps(OrganizationId organization, long after, int limit) {
        return database.query(
                """
                select s.conversation_id, s.kind, s.name, count(distinct mine.account_id) as parted
                from segment g
                join segment_member sm on sm.segment_id = g.id
                join parted p on p.account_id = sm.account_id
                join member mine on mine.account_id = p.account_id and mine.to_seq is null
                join member theirs on theirs.conversation_id = mine.conversation_id and theirs.account_id = p.other_id
                 and theirs.to_seq is null
                join conversation_settings s on s.conversation_id = mine.conversation_id
                where g.organization_id = ? and s.conversation_id > ?
                group by s.conversation_id, s.kind, s.name
                order by s.conversation_id limit ?
                """,
                row -> new Overlap(
                        new ConversationId(row.getLong("conversation_id")),
                        ConversationKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getLong("parted")),
                organization.value(),
                after,
                limit);
    }

    private Set<AccountId> accounts(String sql, Object... parameters) {
        return database.query(sql, row -> new AccountId(row.getLong(1)), parameters).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static long[] array(Collection<AccountId> accounts) {
        return accounts.stream().mapToLong(AccountId::value).toArray();
    }
}
