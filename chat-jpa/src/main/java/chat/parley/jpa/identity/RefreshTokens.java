package chat.parley.jpa.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;

/**
 * The refresh tokens that are remembered: table {@code refresh_token}. Only their SHA-256 is known here; the tokens
 * themselves are kept by clients alone.
 */
@Dependent
public final class RefreshTokens {

    private final Database database;

    /** Works on this database. */
    @Inject
    public RefreshTokens(Database database) {
        this.database = database;
    }

    /** What is known of the token of this hash. Until the end of the transaction others who ask wait. */
    public Optional<IssuedRefreshToken> lock(byte[] hash) {
        return database.first("""
                select t.device_id, t.expires_at, t.used_at, t.successor_salt,
                       d.revoked_at is not null or a.disabled_at is not null as refused,
                       a.id, a.organization_id, a.username, a.display_name, a.kind
                from refresh_token t join device d on d.id = t.device_id join account a on a.id = d.account_id
                where t.hash = ?
                for no key update of t
                """, RefreshTokens::issued, hash);
    }

    /** A device's first token; those it had before mean nothing any more. */
    public void begin(DeviceId device, byte[] hash, Instant issuedAt, Instant expiresAt) {
        database.update("delete from refresh_token where device_id = ?", device.value());
        insert(device, hash, issuedAt, expiresAt);
    }

    /**
     * Uses a token up and issues the next one. With this salt the next one can be made of the used one again, until it
     * was used itself.
     */
    public void rotate(DeviceId device, byte[] used, byte[] salt, byte[] next, Instant at, Instant expiresAt) {
        database.update(
                "update refresh_token set successor_salt = null where device_id = ? and successor_salt is not null",
                device.value());
        database.update("update refresh_token set used_at = ?, successor_salt = ? where hash = ?", at, salt, used);
        insert(device, next, at, expiresAt);
    }

    /** Forgets tokens of this device that were used up so long ago that their reuse need not be noticed. */
    public void forgetUsedBefore(DeviceId device, Instant moment) {
        database.update("delete from refresh_token where device_id = ? and used_at < ?", device.value(), moment);
    }

    /** Forgets all tokens that ended before this moment. */
    public int forgetExpiredBefore(Instant moment) {
        return database.update("delete from refresh_token where expires_at < ?", moment);
    }

    private void insert(DeviceId device, byte[] hash, Instant issuedAt, Instant expiresAt) {
        database.update(
                "insert into refresh_token (hash, device_id, issued_at, expires_at) values (?, ?, ?, ?)",
                hash,
                device.value(),
                issuedAt,
                expiresAt);
    }

    private static IssuedRefreshToken issued(ResultSet row) throws SQLException {
        return new IssuedRefreshToken(
                new DeviceId(row.getLong("device_id")),
                Accounts.profileOf(row),
                Database.instant(row, "expires_at"),
                Database.instantOrNull(row, "used_at"),
                row.getBytes("successor_salt"),
                row.getBoolean("refused"));
    }
}
