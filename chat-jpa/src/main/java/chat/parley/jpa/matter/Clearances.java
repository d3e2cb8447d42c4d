package chat.parley.jpa.matter;

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
import chat.parley.jpa.matter.Clearance.Scope;
import chat.parley.jpa.matter.Clearance.State;
import chat.parley.jpa.matter.LegalMatter.Mark;
import org.jspecify.annotations.Nullable;

/** The clearances, table {@code clearance}, and whether an organization needs them. */
@Dependent
public final class Clearances {

    private static final String SELECT = "select * from clearance ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public Clearances(Database database) {
        this.database = database;
    }

    /** Whether nobody of the organization looks without one. */
    public boolean needed(OrganizationId organization) {
        return database.first(
                        "select clearance_needed from organization where id = ?",
                        row -> row.getBoolean(1),
                        organization.value())
                .orElse(true);
    }

    /** From now on it is so; whether it was otherwise. */
    public boolean need(OrganizationId organization, boolean needed) {
        return database.update(
                        "update organization set clearance_needed = ? where id = ? and clearance_needed <> ?",
                        needed,
                        organization.value(),
                        needed)
                == 1;
    }

    /** Notes a wish. */
    public void add(Clearance wish) {
        ConversationId conversation = wish.scope().conversation();
        database.update(
                """
                insert into clearance (id, organization_id, matter_id, reason, conversation_id, from_at, until_at, hours,
                                       requested_by, requested_at, state)
                values (?, ?, ?, ?, ?::bigint, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?)
                """,
                wish.id().value(),
                wish.organization().value(),
                wish.matter().value(),
                wish.reason(),
                conversation == null ? null : conversation.value(),
                wish.scope().from(),
                wish.scope().until(),
                wish.hours(),
                wish.requested().by().value(),
                wish.requested().at(),
                wish.state());
    }

    /** One of an organization's. */
    public Optional<Clearance> find(OrganizationId organization, ClearanceId id) {
        return database.first(
                SELECT + "where organization_id = ? and id = ?", Clearances::read, organization.value(), id.value());
    }

    /** The same, taken back by nobody until the transaction ends. */
    public Optional<Clearance> findToLook(OrganizationId organization, ClearanceId id) {
        return database.first(
                SELECT + "where organization_id = ? and id = ? for share",
                Clearances::read,
                organization.value(),
                id.value());
    }

    /** At most {@code limit} of an organization's for a matter with a smaller number, the newest first. */
    public List<Clearance> page(OrganizationId organization, LegalMatterId matter, long before, int limit) {
        return database.query(
                SELECT + "where organization_id = ? and matter_id = ? and id < ? order by id desc limit ?",
                Clearances::read,
                organization.value(),
                matter.value(),
                before,
                limit);
    }

    /** At most {@code limit} of an organization's that wait or hold, with a smaller number, the newest first. */
    public List<Clearance> current(OrganizationId organization, Instant now, long before, int limit) {
        return database.query(SELECT + """
                        where organization_id = ? and id < ? and revoked_at is null and state <> 'DENIED'
                          and (ends_at is null or ends_at > ?)
                        order by id desc limit ?
                        """, Clearances::read, organization.value(), before, now, limit);
    }

    /** Somebody else gives one about which nobody has decided; it ends so many hours later as were wanted. */
    public boolean give(ClearanceId id, Mark mark) {
        return database.update(
                        """
                        update clearance
                        set state = 'GIVEN', decided_by = ?, decided_at = ?, ends_at = ? + make_interval(hours => hours)
                        where id = ? and state = 'REQUESTED' and revoked_at is null and requested_by <> ?
                        """,
                        mark.by().value(),
                        mark.at(),
                        mark.at(),
                        id.value(),
                        mark.by().value())
                == 1;
    }

    /** Somebody else denies one about which nobody has decided. */
    public boolean deny(ClearanceId id, Mark mark) {
        return database.update(
                        """
                        update clearance set state = 'DENIED', decided_by = ?, decided_at = ?
                        where id = ? and state = 'REQUESTED' and revoked_at is null and requested_by <> ?
                        """, mark.by().value(), mark.at(), id.value(), mark.by().value())
                == 1;
    }

    /** Takes back one that waits or holds; whether it did. */
    public boolean revoke(ClearanceId id, Mark mark) {
        return database.update("""
                        update clearance
                        set revoked_by = ?, revoked_at = ?, ends_at = case when state = 'GIVEN' then ?::timestamptz end
                        where id = ? and revoked_at is null and state <> 'DENIED' and (ends_at is null or ends_at > ?)
                        """, mark.by().value(), mark.at(), mark.at(), id.value(), mark.at()) == 1;
    }

    private static Clearance read(ResultSet row) throws SQLException {
        long conversation = row.getLong("conversation_id");
        Mark revoked = mark(row, "revoked");
        return new Clearance(
                new ClearanceId(row.getLong("id")),
                new OrganizationId(row.getLong("organization_id")),
                new LegalMatterId(row.getLong("matter_id")),
                row.getString("reason"),
                new Scope(
                        conversation == 0 ? null : new ConversationId(conversation),
                        Database.instantOrNull(row, "from_at"),
                        Database.instantOrNull(row, "until_at")),
                row.getInt("hours"),
                new Mark(new AccountId(row.getLong("requested_by")), Database.instant(row, "requested_at")),
                revoked == null ? State.valueOf(row.getString("state")) : State.REVOKED,
                mark(row, "decided"),
                Database.instantOrNull(row, "ends_at"),
                revoked);
    }

    private static @Nullable Mark mark(ResultSet row, String what) throws SQLException {
        long by = row.getLong(what + "_by");
        return by == 0 ? null : new Mark(new AccountId(by), Database.instant(row, what + "_at"));
    }
}
