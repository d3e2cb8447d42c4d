package chat.parley.jpa.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;

/**
 * The accounts: table {@code account}. Upper and lower case of usernames are the same. Whoever asks on somebody's
 * behalf gives that somebody's organization, and gets nothing of any other.
 */
@Dependent
public class Accounts {

    private static final String PROFILE = "select id, organization_id, username, display_name, kind from account ";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Sequences sequences;

    /** A number for an account to come. */
    public AccountId nextId() {
        return new AccountId(sequences.next("account_id"));
    }

    /** Adds one; that no other of its organization has its username is for the caller to see to. */
    public void add(Account account) {
        entities.persist(account);
        entities.flush();
        database.update(
                "insert into account_state (account_id) values (?)",
                account.id().value());
    }

    /** Writes what was changed in accounts now, ahead of the end of the transaction. */
    public void flush() {
        entities.flush();
    }

    /** The account of this number, as it is now; to be looked at only. */
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(entities.find(Account.class, id));
    }

    /** The account of this number, to be changed; nobody else changes it until the end of the transaction. */
    public Optional<Account> lock(AccountId id) {
        return Optional.ofNullable(entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The account of this username, as it is now; to be looked at only. */
    public Optional<Account> named(OrganizationId organization, String username) {
        return entities.createQuery(
                        "select a from Account a where a.organization = :organization"
                                + " and lower(a.username) = lower(:username)",
                        Account.class)
                .setParameter("organization", organization)
                .setParameter("username", username)
                .getResultStream()
                .findFirst();
    }

    /**
     * The account of this username in the organization of this name, to be changed; nobody else changes it until the end of
     * the transaction.
     */
    public Optional<Account> lock(String organization, String username) {
        return entities.createQuery(
                        "select a from Account a where lower(a.username) = lower(:username) and exists (select 1"
                                + " from Organization o where o.id = a.organization and lower(o.name) = lower(:organization))",
                        Account.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setParameter("organization", organization)
                .setParameter("username", username)
                .getResultStream()
                .findFirst();
    }

    /** What signing in on an installation needs to know; one statement, whether there is such an account or not. */
    public Optional<Credentials> credentials(String organization, String username, String installation) {
        return database.first("""
                select a.id, a.organization_id, a.username, a.display_name, a.kind,
                       a.password_hash, a.disabled_at is not null as disabled,
                       exists (select 1 from device d where d.account_id = a.id and d.installation = ?
                               and d.revoked_at is null) as known
                from account a join organization o on o.id = a.organization_id
                where lower(o.name) = lower(?) and lower(a.username) = lower(?)
                """, Accounts::credentialsOf, installation, organization, username);
    }

    /** The organization of this name, in whatever case. */
    public Optional<OrganizationId> organization(String name) {
        return database.first(
                "select id from organization where lower(name) = lower(?)",
                row -> new OrganizationId(row.getLong(1)),
                name);
    }

    /** What confirming one's password needs to know. */
    public Optional<Credentials> credentials(AccountId id) {
        return database.first("""
                select id, organization_id, username, display_name, kind,
                       password_hash, disabled_at is not null as disabled, true as known
                from account where id = ?
                """, Accounts::credentialsOf, id.value());
    }

    /** Whether this is still the password's hash; until the end of the transaction it stays what it is. */
    public boolean accepts(AccountId id, String passwordHash) {
        return database.first(
                        "select 1 from account where id = ? and password_hash = ? and disabled_at is null for share",
                        row -> true,
                        id.value(),
                        passwordHash)
                .isPresent();
    }

    /** An account of this organization; disabled ones too, since messages name them. */
    public Optional<AccountProfile> profile(OrganizationId organization, AccountId id) {
        return profiles(organization, List.of(id)).stream().findFirst();
    }

    /** Those of these accounts that are of this organization, by username. */
    public List<AccountProfile> profiles(OrganizationId organization, Collection<AccountId> ids) {
        return database.query(
                PROFILE + "where organization_id = ? and id = any (?) order by lower(username)",
                Accounts::profileOf,
                organization.value(),
                ids.stream().mapToLong(AccountId::value).toArray());
    }

    /**
     * Whom somebody can find by a part of their username or display name, by username: nobody from whom an information
     * barrier parts them.
     *
     * @param text the part; everybody if it is empty
     * @param after the username to go on after; empty to begin
     */
    public List<AccountProfile> search(
            OrganizationId organization, AccountId viewer, String text, String after, int limit) {
        return database.query(
                PROFILE + """
                where organization_id = ? and disabled_at is null and lower(username) > lower(?)
                  and lower(username || ' ' || display_name) like ?
                  and not exists (select 1 from parted p where p.account_id = ? and p.other_id = account.id)
                order by lower(username) limit ?
                """,
                Accounts::profileOf,
                organization.value(),
                after,
                '%' + literal(text.toLowerCase(Locale.ROOT)) + '%',
                viewer.value(),
                limit);
    }

    /** Who was disabled after this moment. */
    public Set<AccountId> disabledSince(Instant moment) {
        return database
                .query("select id from account where disabled_at > ?", row -> new AccountId(row.getLong(1)), moment)
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Adds programs in bulk; each is called by the prefix and its number. */
    public List<AccountProfile> addServices(OrganizationId organization, String prefix, int count, Instant at) {
        long[] ids = sequences.next("account_id", count);
        return database.query("""
                with added as (
                    insert into account (id, organization_id, username, display_name, kind, created_at)
                    select id, ?, ? || id, ? || id, 'SERVICE', ? from unnest(?) as new (id)
                    returning id, organization_id, username, display_name, kind
                ), state as (
                    insert into account_state (account_id) select id from added
                )
                select id, organization_id, username, display_name, kind from added order by id
                """, Accounts::profileOf, organization.value(), prefix, prefix, at, ids);
    }

    /** A text as a part of what {@code like} looks for. */
    public static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Credentials credentialsOf(ResultSet row) throws SQLException {
        return new Credentials(
                profileOf(row), row.getString("password_hash"), row.getBoolean("disabled"), row.getBoolean("known"));
    }

    static AccountProfile profileOf(ResultSet row) throws SQLException {
        return new AccountProfile(
                new AccountId(row.getLong("id")),
                new OrganizationId(row.getLong("organization_id")),
                row.getString("username"),
                row.getString("display_name"),
                AccountKind.valueOf(row.getString("kind")));
    }
}
