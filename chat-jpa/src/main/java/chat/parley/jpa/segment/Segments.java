package chat.parley.jpa.segment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/**
 * The segments and who is in them: tables {@code segment} and {@code segment_member}. Whoever asks gives an organization,
 * and gets nothing of any other.
 */
@Dependent
public final class Segments {

    private static final String SELECT = """
            select s.id, s.name, (select count(*) from segment_member m where m.segment_id = s.id) as members
            from segment s where s.organization_id = ?
            """;

    private final Database database;
    private final Sequences sequences;

    /** Works on this database. */
    @Inject
    public Segments(Database database, Sequences sequences) {
        this.database = database;
        this.sequences = sequences;
    }

    /** Adds one of nobody yet; that no other has its name is for the caller to see to. */
    public SegmentId add(OrganizationId organization, String name, Instant at) {
        SegmentId id = new SegmentId(sequences.next("segment_id"));
        database.update(
                "insert into segment (id, organization_id, name, created_at) values (?, ?, ?, ?)",
                id.value(),
                organization.value(),
                name,
                at);
        return id;
    }

    /** Calls it otherwise. */
    public void call(SegmentId id, String name) {
        database.update("update segment set name = ? where id = ?", name, id.value());
    }

    /** It is gone, with its barriers, and nobody is in it any more. */
    public void remove(SegmentId id) {
        database.update("delete from segment where id = ?", id.value());
    }

    /** All of an organization, by name. */
    public List<Segment> of(OrganizationId organization) {
        return database.query(SELECT + "order by lower(s.name)", Segments::read, organization.value());
    }

    /** The one of this number. */
    public Optional<Segment> find(OrganizationId organization, SegmentId id) {
        return database.first(SELECT + "and s.id = ?", Segments::read, organization.value(), id.value());
    }

    /** The one of this name, in whatever case. */
    public Optional<Segment> named(OrganizationId organization, String name) {
        return database.first(SELECT + "and lower(s.name) = lower(?)", Segments::read, organization.value(), name);
    }

    /** At most {@code limit} of those in it, after an account, by its number. */
    public List<AccountId> members(SegmentId id, long after, int limit) {
        return database.query(
                "select account_id from segment_member where segment_id = ? and account_id > ? order by 1 limit ?",
                row -> new AccountId(row.getLong(1)),
                id.value(),
                after,
                limit);
    }

    /** Puts those of these accounts in it that are of this organization; those that were not in it. */
    public List<AccountId> join(OrganizationId organization, SegmentId id, long[] accounts) {
        return database.query("""
                insert into segment_member (segment_id, account_id)
                select ?, a.id from account a where a.organization_id = ? and a.id = any (?)
                on conflict do nothing returning account_id
                """, row -> new AccountId(row.getLong(1)), id.value(), organization.value(), accounts);
    }

    /** Takes somebody out of it; whether they were in it. */
    public boolean leave(SegmentId id, AccountId account) {
        return database.update(
                        "delete from segment_member where segment_id = ? and account_id = ?",
                        id.value(),
                        account.value())
                > 0;
    }

    private static Segment read(ResultSet row) throws SQLException {
        return new Segment(new SegmentId(row.getLong("id")), row.getString("name"), row.getLong("members"));
    }
}
