package chat.parley.jpa.terms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Terms, who has agreed to them, and banners: tables {@code terms}, {@code terms_acceptance} and {@code banner}. */
@Dependent
public final class HouseRules {

    private static final String ASKED = """

            from account p left join terms_acceptance a on a.account_id = p.id and a.version = ?
            where p.organization_id = ? and p.kind = 'PERSON' and p.disabled_at is null and p.erased_at is null
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public HouseRules(Database database) {
        this.database = database;
    }

    /** How many are asked to agree, and how many of them have. */
    public record Tally(long asked, long agreed) {}

    /**
     * Who is asked to agree.
     *
     * @param agreed when they have; null if they have not
     */
    public record Answer(
            AccountId account,
            String username,
            String displayName,
            @Nullable Instant agreed) {}

    /** The newest version, as it stands with an account; an empty text takes terms away. */
    public Optional<Terms> current(OrganizationId organization, AccountId account) {
        return database.first(
                        """
                        select t.version, t.text, t.published_at, a.accepted_at
                        from terms t
                        left join terms_acceptance a on a.account_id = ? and a.version = t.version
                        where t.organization_id = ? order by t.version desc limit 1
                        """,
                        row -> new Terms(
                                row.getInt("version"),
                                row.getString("text"),
                                Database.instant(row, "published_at"),
                                Database.instantOrNull(row, "accepted_at")),
                        account.value(),
                        organization.value())
                .filter(terms -> !terms.text().isEmpty());
    }

    /** Whether there are terms in force that an account has not agreed to. */
    public boolean unagreed(OrganizationId organization, AccountId account) {
        return database.first("""
                        select true from terms t
                        where t.organization_id = ? and t.text <> ''
                        and t.version = (select max(n.version) from terms n where n.organization_id = t.organization_id)
                        and not exists (
                            select from terms_acceptance a where a.account_id = ? and a.version = t.version)
                        """, row -> row.getBoolean(1), organization.value(), account.value())
                .isPresent();
    }

    /** Adds the next version, and says which that is; the caller holds the organization. */
    public int publish(OrganizationId organization, String text, AccountId by, Instant at) {
        return database.first(
                        """
                        insert into terms (organization_id, version, text, published_by, published_at)
                        select ?, coalesce(max(t.version), 0) + 1, ?, ?, ? from terms t where t.organization_id = ?
                        returning version
                        """, row -> row.getInt(1), organization.value(), text, by.value(), at, organization.value())
                .orElseThrow();
    }

    /** Somebody has agreed to a version; whether they had not. */
    public boolean accept(AccountId account, int version, Instant at) {
        return database.update("""
                        insert into terms_acceptance (account_id, version, accepted_at) values (?, ?, ?) on conflict do nothing
                        """, account.value(), version, at) > 0;
    }

    /** How many are asked to agree to a version, and how many have; only those who can sign in. */
    public Tally tally(OrganizationId organization, int version) {
        return database.first(
                        "select count(*) as asked, count(a.account_id) as agreed" + ASKED,
                        row -> new Tally(row.getLong("asked"), row.getLong("agreed")),
                        version,
                        organization.value())
                .orElseThrow();
    }

    /** At most {@code limit} of those who have agreed to a version, or of those who have not, after an account. */
    public List<Answer> answers(OrganizationId organization, int version, boolean agreed, long after, int limit) {
        return database.query(
                "select p.id, p.username, p.display_name, a.accepted_at" + ASKED
                        + "and (a.account_id is not null) = ? and p.id > ? order by p.id limit ?",
                row -> new Answer(
                        new AccountId(row.getLong("id")),
                        row.getString("username"),
                        row.getString("display_name"),
                        Database.instantOrNull(row, "accepted_at")),
                version,
                organization.value(),
                agreed,
                after,
                limit);
    }

    /** What everybody is to have before their eyes. */
    public Optional<String> banner(OrganizationId organization) {
        return database.first(
                "select text from banner where organization_id = ?", row -> row.getString(1), organization.value());
    }

    /** Sets it; an empty text takes it away. */
    public void show(OrganizationId organization, String text, AccountId by, Instant at) {
        if (text.isEmpty()) {
            database.update("delete from banner where organization_id = ?", organization.value());
            return;
        }
        database.update("""
                insert into banner (organization_id, text, set_by, set_at) values (?, ?, ?, ?)
                on conflict (organization_id) do update
                set text = excluded.text, set_by = excluded.set_by, set_at = excluded.set_at
                """, organization.value(), text, by.value(), at);
    }
}
