package chat.parley.jpa.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.OrganizationId;

/** What was destroyed: {@code destruction_certificate}, which is only ever added to. */
@Dependent
public final class Certificates {

    private static final String SELECT = """
            select id, organization_id, sweep_id, conversation_id, messages, destroyed_at, document, key, signature
            from destruction_certificate
            where organization_id = ?
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public Certificates(Database database) {
        this.database = database;
    }

    /** Adds one. */
    public void add(Certificate certificate) {
        SealedDocument document = certificate.document();
        database.update(
                """
                insert into destruction_certificate (
                    id, organization_id, sweep_id, conversation_id, messages, destroyed_at, document, key, signature)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                certificate.id(),
                certificate.organization().value(),
                certificate.sweep(),
                certificate.conversation().value(),
                certificate.messages(),
                certificate.at(),
                document.text(),
                document.key(),
                document.signature());
    }

    /** One of an organization's. */
    public Optional<Certificate> find(OrganizationId organization, long id) {
        return database.first(SELECT + "and id = ?", Certificates::read, organization.value(), id);
    }

    /** At most {@code limit} of a sweep after one, in the order in which they were made. */
    public List<Certificate> of(OrganizationId organization, long sweep, long after, int limit) {
        return database.query(
                SELECT + "and sweep_id = ? and id > ? order by id limit ?",
                Certificates::read,
                organization.value(),
                sweep,
                after,
                limit);
    }

    private static Certificate read(ResultSet row) throws SQLException {
        return new Certificate(
                row.getLong("id"),
                new OrganizationId(row.getLong("organization_id")),
                row.getLong("sweep_id"),
                new ConversationId(row.getLong("conversation_id")),
                row.getLong("messages"),
                Database.instant(row, "destroyed_at"),
                new SealedDocument(row.getString("document"), row.getString("key"), row.getBytes("signature")));
    }
}
