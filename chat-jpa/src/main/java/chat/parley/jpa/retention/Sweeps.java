package chat.parley.jpa.retention;

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
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** The sweeps of all organizations, those that go on and those that have ended: {@code retention_sweep}. */
@Dependent
public final class Sweeps {

    private static final String COLUMNS =
            "id, organization_id, as_of, asked_by, conversation_id, seq, messages, certificates,"
                    + " encode(chain, 'hex') as chain, ended_at, document, key, signature";

    private final Database database;

    /** Works on this database. */
    @Inject
    public Sweeps(Database database) {
        this.database = database;
    }

    /** Begins one; false if one goes on there. */
    public boolean begin(long id, OrganizationId organization, Instant asOf, @Nullable AccountId by) {
        return database.update("""
                        insert into retention_sweep (id, organization_id, as_of, asked_by, held_until)
                        values (?, ?, ?, ?::bigint, ?)
                        on conflict (organization_id) where ended_at is null do nothing
                        """, id, organization.value(), asOf, by == null ? null : by.value(), asOf) > 0;
    }

    /** The organizations in which something can be due, and whose last sweep was before this moment. */
    public List<OrganizationId> waiting(Instant before) {
        return database.query("""
                select o.id from organization o
                where (exists (select from retention_rule r where r.organization_id = o.id and r.state = 'ON')
                       or exists (
                           select from erasure_request e
                           join account a on a.id = e.account_id and a.organization_id = o.id))
                  and not exists (
                      select from retention_sweep s
                      where s.organization_id = o.id and (s.ended_at is null or s.as_of >= ?))
                order by o.id
                """, row -> new OrganizationId(row.getLong(1)), before);
    }

    /** Takes one that nobody is at, or whoever was is gone. */
    public Optional<Sweep> take(Instant now, Duration hold) {
        return database.first("""
                update retention_sweep set held_until = ?
                where id = (
                    select id from retention_sweep where ended_at is null and held_until <= ?
                    order by id limit 1 for no key update skip locked)
                returning\s""" + COLUMNS, Sweeps::read, now.plus(hold), now);
    }

    /** One that goes on, which is nobody else's until the transaction ends. */
    public Optional<Sweep> hold(long id, Instant until) {
        return database.first(
                "update retention_sweep set held_until = ? where id = ? and ended_at is null returning " + COLUMNS,
                Sweeps::read,
                until,
                id);
    }

    /** Notes how far it has come. */
    public void advance(Sweep sweep) {
        ConversationId conversation = sweep.conversation();
        database.update(
                """
                update retention_sweep
                set conversation_id = ?, seq = ?, messages = ?, certificates = ?, chain = decode(?, 'hex')
                where id = ?
                """,
                conversation == null ? 0L : conversation.value(),
                sweep.seq(),
                sweep.messages(),
                sweep.certificates(),
                sweep.chain(),
                sweep.id());
    }

    /** Notes that it has ended, and what it came to. */
    public void end(Sweep sweep, Instant at, SealedDocument document) {
        database.update("""
                update retention_sweep
                set ended_at = ?, document = ?, key = ?, signature = ?
                where id = ?
                """, at, document.text(), document.key(), document.signature(), sweep.id());
    }

    /** One of an organization's. */
    public Optional<Sweep> find(OrganizationId organization, long id) {
        return database.first(
                "select " + COLUMNS + " from retention_sweep where organization_id = ? and id = ?",
                Sweeps::read,
                organization.value(),
                id);
    }

    /** At most {@code limit} of an organization's before one, the newest first. */
    public List<Sweep> before(OrganizationId organization, long id, int limit) {
        return database.query(
                "select " + COLUMNS
                        + " from retention_sweep where organization_id = ? and id < ? order by id desc limit ?",
                Sweeps::read,
                organization.value(),
                id,
                limit);
    }

    private static Sweep read(ResultSet row) throws SQLException {
        long asker = row.getLong("asked_by");
        long conversation = row.getLong("conversation_id");
        String document = row.getString("document");
        return new Sweep(
                row.getLong("id"),
                new OrganizationId(row.getLong("organization_id")),
                Database.instant(row, "as_of"),
                asker == 0 ? null : new AccountId(asker),
                conversation == 0 ? null : new ConversationId(conversation),
                row.getLong("seq"),
                row.getLong("messages"),
                row.getLong("certificates"),
                row.getString("chain"),
                Database.instantOrNull(row, "ended_at"),
                document == null
                        ? null
                        : new SealedDocument(document, row.getString("key"), row.getBytes("signature")));
    }
}
