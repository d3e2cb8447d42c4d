package chat.parley.jpa.matter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import org.jspecify.annotations.Nullable;

/** The matters: table {@code legal_matter}. */
@Dependent
public final class LegalMatters {

    private static final String SELECT = "select * from legal_matter ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public LegalMatters(Database database) {
        this.database = database;
    }

    /** Opens one. */
    public void add(LegalMatter matter) {
        database.update(
                """
                insert into legal_matter (id, organization_id, name, description, keywords, opened_by, opened_at)
                values (?, ?, ?, ?::text, ?, ?, ?)
                """,
                matter.id().value(),
                matter.organization().value(),
                matter.name(),
                matter.description(),
                matter.keywords().toArray(String[]::new),
                matter.opened().by().value(),
                matter.opened().at());
    }

    /** Calls and describes it otherwise. */
    public void describe(LegalMatter matter) {
        database.update(
                "update legal_matter set name = ?, description = ?::text, keywords = ? where id = ?",
                matter.name(),
                matter.description(),
                matter.keywords().toArray(String[]::new),
                matter.id().value());
    }

    /** Closes it, or opens it again. */
    public void close(LegalMatterId id, @Nullable Mark closed) {
        database.update(
                "update legal_matter set closed_by = ?::bigint, closed_at = ?::timestamptz where id = ?",
                closed == null ? null : closed.by().value(),
                closed == null ? null : closed.at(),
                id.value());
    }

    /** One of an organization's. */
    public Optional<LegalMatter> find(OrganizationId organization, LegalMatterId id) {
        return database.first(
                SELECT + "where organization_id = ? and id = ?", LegalMatters::read, organization.value(), id.value());
    }

    /** The same, which nobody else changes until the transaction ends. */
    public Optional<LegalMatter> lock(OrganizationId organization, LegalMatterId id) {
        return database.first(
                SELECT + "where organization_id = ? and id = ? for update",
                LegalMatters::read,
                organization.value(),
                id.value());
    }

    /**
     * At most {@code limit} of an organization's, the newest first.
     *
     * @param open whether open or closed ones
     * @param text a part of their name; empty for all
     * @param before only those with a smaller number
     */
    public List<LegalMatter> page(OrganizationId organization, boolean open, String text, long before, int limit) {
        return database.query(
                SELECT + """
                        where organization_id = ? and (closed_at is null) = ? and lower(name) like ? and id < ?
                        order by id desc limit ?
                        """,
                LegalMatters::read,
                organization.value(),
                open,
                '%' + Accounts.literal(text.toLowerCase(Locale.ROOT)) + '%',
                before,
                limit);
    }

    private static LegalMatter read(ResultSet row) throws SQLException {
        long closedBy = row.getLong("closed_by");
        return new LegalMatter(
                new LegalMatterId(row.getLong("id")),
                new OrganizationId(row.getLong("organization_id")),
                row.getString("name"),
                row.getString("description"),
                List.of((String[]) row.getArray("keywords").getArray()),
                new Mark(new AccountId(row.getLong("opened_by")), Database.instant(row, "opened_at")),
                closedBy == 0 ? null : new Mark(new AccountId(closedBy), Database.instant(row, "closed_at")));
    }
}
