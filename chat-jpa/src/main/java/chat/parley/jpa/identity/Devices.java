package chat.parley.jpa.identity;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import org.jspecify.annotations.Nullable;

/** What accounts are, and were, signed in on: table {@code device}. */
@Dependent
public class Devices {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Sequences sequences;

    /** The device of this number, to be changed. */
    public Optional<Device> find(DeviceId id) {
        return Optional.ofNullable(entities.find(Device.class, id));
    }

    /** The device that this account is signed in on there: the one it had, or a new one. */
    public DeviceId signedIn(AccountId account, String installation, String name, Instant at) {
        return database.first(
                        """
                        insert into device (id, account_id, installation, name, created_at, last_seen_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (account_id, installation) where revoked_at is null
                        do update set name = excluded.name, last_seen_at = excluded.last_seen_at
                        returning id
                        """,
                        row -> new DeviceId(row.getLong(1)),
                        sequences.next("device_id"),
                        account.value(),
                        installation,
                        name,
                        at,
                        at)
                .orElseThrow();
    }

    /** Whether this account is signed in on this installation. */
    public boolean isSignedIn(AccountId account, String installation) {
        return database.first(
                        "select 1 from device where account_id = ? and installation = ? and revoked_at is null",
                        row -> true,
                        account.value(),
                        installation)
                .isPresent();
    }

    /** Notes that a device was heard of. */
    public void seen(DeviceId id, Instant at) {
        database.update("update device set last_seen_at = ? where id = ?", at, id.value());
    }

    /** What this account is signed in on, last seen first. */
    public List<SignedInDevice> of(AccountId account) {
        return database.query(
                """
                select d.id, d.name, d.created_at, d.last_seen_at, k.kept_at
                from device d left join device_checkpoint k on k.device_id = d.id
                where d.account_id = ? and d.revoked_at is null order by d.last_seen_at desc, d.id desc
                """,
                row -> new SignedInDevice(
                        new DeviceId(row.getLong("id")),
                        row.getString("name"),
                        Database.instant(row, "created_at"),
                        Database.instant(row, "last_seen_at"),
                        Database.instantOrNull(row, "kept_at")),
                account.value());
    }

    /** Revokes all devices of an account but, if given, this one; returns those that it revoked. */
    public List<DeviceId> revokeAll(AccountId account, @Nullable DeviceId except, Instant at) {
        return database.query(
                """
                update device set revoked_at = ?
                where account_id = ? and revoked_at is null and id is distinct from ?::bigint returning id
                """, row -> new DeviceId(row.getLong(1)), at, account.value(), except == null ? null : except.value());
    }

    /** Which were revoked after this moment. */
    public Set<DeviceId> revokedSince(Instant moment) {
        return database
                .query("select id from device where revoked_at > ?", row -> new DeviceId(row.getLong(1)), moment)
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Adds a device for each of these accounts in bulk, in the same order. */
    public List<DeviceId> addForAll(List<AccountId> accounts, String name, Instant at) {
        long[] ids = sequences.next("device_id", accounts.size());
        database.update(
                """
                insert into device (id, account_id, installation, name, created_at, last_seen_at)
                select id, account, ?, ?, ?, ? from unnest(?, ?) as new (id, account)
                """,
                name,
                name,
                at,
                at,
                ids,
                accounts.stream().mapToLong(AccountId::value).toArray());
        return Arrays.stream(ids).mapToObj(DeviceId::new).toList();
    }
}
