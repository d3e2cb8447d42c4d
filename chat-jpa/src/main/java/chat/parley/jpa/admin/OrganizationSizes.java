package chat.parley.jpa.admin;

import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/** How large organizations are, counted when it is asked for. */
@Dependent
public final class OrganizationSizes {

    private final Database database;

    /** Works on this database. */
    @Inject
    public OrganizationSizes(Database database) {
        this.database = database;
    }

    /** Of one. */
    public OrganizationCounts of(OrganizationId organization) {
        return database.first(
                        """
                        select (select count(*) from account where organization_id = o.id and disabled_at is null) as active,
                               (select count(*) from account where organization_id = o.id and disabled_at is not null) as disabled,
                               (select count(*) from device d join account a on a.id = d.account_id
                                where a.organization_id = o.id and d.revoked_at is null) as devices,
                               s.conversations, s.posted, pg_database_size(current_database()) as bytes
                        from organization o, lateral (
                            select count(*) as conversations, coalesce(sum(c.last_seq), 0) as posted
                            from conversation c join conversation_settings s on s.conversation_id = c.id
                            where s.organization_id = o.id) s
                        where o.id = ?
                        """,
                        row -> new OrganizationCounts(
                                row.getLong("active"),
                                row.getLong("disabled"),
                                row.getLong("devices"),
                                row.getLong("conversations"),
                                row.getLong("posted"),
                                row.getLong("bytes")),
                        organization.value())
                .orElseThrow();
    }

    /** How many of these accounts are of it. */
    public long among(OrganizationId organization, Set<AccountId> accounts) {
        return database.first(
                        "select count(*) from account where organization_id = ? and id = any (?)",
                        row -> row.getLong(1),
                        organization.value(),
                        accounts.stream().mapToLong(AccountId::value).toArray())
                .orElse(0L);
    }
}
