package chat.parley.jpa.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.export.ExportJob.Gone;
import chat.parley.jpa.export.ExportJob.Result;
import chat.parley.jpa.export.ExportJob.State;
import chat.parley.jpa.export.ExportJob.Taken;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import org.jspecify.annotations.Nullable;

/** The exports: table {@code export_job}. Who makes one holds it for a time by the database's clock. */
@Dependent
public final class ExportJobs {

    private static final String SELECT = "select * from export_job ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public ExportJobs(Database database) {
        this.database = database;
    }

    /** Notes a wish. */
    public void add(ExportJob job) {
        SearchTerms terms = job.terms();
        AccountId sender = terms.sender();
        ConversationId conversation = terms.conversation();
        database.update(
                """
                insert into export_job (id, organization_id, matter_id, reason, words, keywords, sender_id,
                                        conversation_id, from_at, until_at, tag, requested_by, requested_at, state)
                values (?, ?, ?, ?, ?, ?, ?::bigint, ?::bigint, ?::timestamptz, ?::timestamptz, ?::text, ?, ?, ?)
                """,
                job.id().value(),
                job.organization().value(),
                job.matter().value(),
                job.reason(),
                terms.words().toArray(String[]::new),
                terms.keywords().toArray(String[]::new),
                sender == null ? null : sender.value(),
                conversation == null ? null : conversation.value(),
                terms.from(),
                terms.until(),
                terms.tag(),
                job.requested().by().value(),
                job.requested().at(),
                job.state());
    }

    /** One of an organization's. */
    public Optional<ExportJob> find(OrganizationId organization, ExportId id) {
        return database.first(
                SELECT + "where organization_id = ? and id = ?", ExportJobs::read, organization.value(), id.value());
    }

    /** At most {@code limit} of an organization's with a smaller number, the newest first. */
    public List<ExportJob> page(OrganizationId organization, ExportFilter filter, long before, int limit) {
        String state = filter.state() == null ? null : filter.state().name();
        Long matter = filter.matter() == null ? null : filter.matter().value();
        return database.query(
                SELECT + """
                        where organization_id = ? and id < ? and (?::text is null or state = ?::text)
                          and (?::bigint is null or matter_id = ?::bigint)
                        order by id desc limit ?
                        """, ExportJobs::read, organization.value(), before, state, state, matter, matter, limit);
    }

    /** Somebody else releases or denies one about which nobody has decided. */
    public boolean decide(ExportId id, State state, Mark mark) {
        return database.update(
                        """
                        update export_job set state = ?, decided_by = ?, decided_at = ?
                        where id = ? and state = 'REQUESTED' and requested_by <> ?
                        """,
                        state,
                        mark.by().value(),
                        mark.at(),
                        id.value(),
                        mark.by().value())
                == 1;
    }

    /**
     * Notes where the conversations stand that it is about, unless that is noted already. It is one statement, so that all are
     * seen at the same moment.
     */
    public void fix(ExportId id) {
        database.update("""
                with fixed as (
                    update export_job set as_of = statement_timestamp() where id = ? and as_of is null
                    returning id, matter_id, conversation_id
                )
                insert into export_point (export_id, conversation_id, last_seq, last_rev)
                select distinct f.id, c.id, c.last_seq, c.last_rev
                from fixed f
                join legal_hold h on h.matter_id = f.matter_id
                join held_span s on s.hold_id = h.id
                join conversation c on c.id = s.conversation_id
                where f.conversation_id is null or f.conversation_id = c.id
                """, id.value());
    }

    /** Where they stood, by conversation. */
    public List<ExportPoint> points(ExportId id) {
        return database.query(
                """
                select p.conversation_id, p.last_seq, p.last_rev, j.as_of
                from export_point p join export_job j on j.id = p.export_id
                where p.export_id = ? order by p.conversation_id
                """,
                row -> new ExportPoint(
                        new ConversationId(row.getLong("conversation_id")),
                        row.getLong("last_seq"),
                        row.getLong("last_rev"),
                        Database.instant(row, "as_of")),
                id.value());
    }

    /**
     * Takes one that was released and that nobody makes; for a time nobody else will. One waits while what it is about comes
     * back from the archive.
     */
    public Optional<Taken> take(Duration time) {
        return database.first("""
                update export_job set attempt = attempt + 1, lease_until = clock_timestamp() + make_interval(secs => ?)
                where id = (
                    select id from export_job
                    where state = 'RELEASED' and (lease_until is null or lease_until < clock_timestamp())
                      and not matter_has_moved(matter_id)
                    order by id limit 1 for update skip locked)
                returning *
                """, ExportJobs::readTaken, (double) time.toSeconds());
    }

    /**
     * So far it has come, and it is held for another time.
     *
     * @return the same with that; empty if somebody else has taken it meanwhile
     */
    public Optional<Taken> advance(Taken taken, Position place, long messages, long bytes, Duration time) {
        return database.first(
                """
                update export_job
                set last_conversation = ?, last_seq = ?, messages = ?, bytes = ?,
                    lease_until = clock_timestamp() + make_interval(secs => ?)
                where id = ? and attempt = ? and state = 'RELEASED'
                returning *
                """,
                ExportJobs::readTaken,
                place.conversation(),
                place.seq(),
                messages,
                bytes,
                (double) time.toSeconds(),
                taken.job().id().value(),
                taken.attempt());
    }

    /** It is made; whether nobody else has taken it meanwhile. */
    public boolean finish(Taken taken, Result result) {
        return database.update(
                        """
                        update export_job set state = 'READY', finished_at = ?, root = ?, size = ?, lease_until = null
                        where id = ? and attempt = ? and state = 'RELEASED'
                        """,
                        result.at(),
                        result.root(),
                        result.size(),
                        taken.job().id().value(),
                        taken.attempt())
                == 1;
    }

    /** It cannot be made; whether nobody else has taken it meanwhile. */
    public boolean fail(Taken taken, String why) {
        return database.update(
                        "update export_job set state = 'FAILED', failure = ? where id = ? and attempt = ? and state = 'RELEASED'",
                        why,
                        taken.job().id().value(),
                        taken.attempt())
                == 1;
    }

    /** One that was finished longer ago than this and has its files; nobody else is given it until the transaction ends. */
    public Optional<ExportJob> expired(Duration age) {
        return database.first(SELECT + """
                where state = 'READY' and gone_at is null and finished_at < clock_timestamp() - make_interval(secs => ?)
                order by finished_at limit 1 for update skip locked
                """, ExportJobs::read, (double) age.toSeconds());
    }

    /** Notes that the files of a finished one are deleted, by somebody or by nobody; whether they were not before. */
    public boolean discard(ExportId id, @Nullable AccountId by) {
        return database.update("""
                        update export_job set gone_at = clock_timestamp(), gone_by = ?::bigint
                        where id = ? and state = 'READY' and gone_at is null
                        """, by == null ? null : by.value(), id.value()) == 1;
    }

    private static Taken readTaken(ResultSet row) throws SQLException {
        return new Taken(
                read(row),
                row.getInt("attempt"),
                Database.instant(row, "lease_until"),
                new Position(row.getLong("last_conversation"), row.getLong("last_seq")),
                row.getLong("bytes"));
    }

    private static ExportJob read(ResultSet row) throws SQLException {
        long decidedBy = row.getLong("decided_by");
        Instant finished = Database.instantOrNull(row, "finished_at");
        Instant gone = Database.instantOrNull(row, "gone_at");
        long goneBy = row.getLong("gone_by");
        return new ExportJob(
                new ExportId(row.getLong("id")),
                new OrganizationId(row.getLong("organization_id")),
                new LegalMatterId(row.getLong("matter_id")),
                row.getString("reason"),
                terms(row),
                new Mark(new AccountId(row.getLong("requested_by")), Database.instant(row, "requested_at")),
                State.valueOf(row.getString("state")),
                decidedBy == 0 ? null : new Mark(new AccountId(decidedBy), Database.instant(row, "decided_at")),
                Database.instantOrNull(row, "as_of"),
                row.getLong("messages"),
                finished == null ? null : new Result(finished, row.getString("root"), row.getLong("size")),
                row.getString("failure"),
                gone == null ? null : new Gone(gone, goneBy == 0 ? null : new AccountId(goneBy)));
    }

    private static SearchTerms terms(ResultSet row) throws SQLException {
        return new SearchTerms(
                List.of((String[]) row.getArray("words").getArray()),
                List.of((String[]) row.getArray("keywords").getArray()),
                idOrNull(row),
                conversationOrNull(row),
                Database.instantOrNull(row, "from_at"),
                Database.instantOrNull(row, "until_at"),
                row.getString("tag"));
    }

    private static @Nullable AccountId idOrNull(ResultSet row) throws SQLException {
        long sender = row.getLong("sender_id");
        return sender == 0 ? null : new AccountId(sender);
    }

    private static @Nullable ConversationId conversationOrNull(ResultSet row) throws SQLException {
        long conversation = row.getLong("conversation_id");
        return conversation == 0 ? null : new ConversationId(conversation);
    }
}
