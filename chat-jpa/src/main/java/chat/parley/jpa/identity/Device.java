package chat.parley.jpa.identity;

import java.time.Instant;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/**
 * An account on one installation of a client: what one signs in on and can be signed out of. Once revoked it stays so;
 * signing in on the same installation again makes a new one.
 */
@Entity
@Table(name = "device")
public class Device {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private DeviceId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "account_id"))
    private AccountId account;

    @Column(name = "installation")
    private String installation;

    @Column(name = "name")
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    /** For JPA only. */
    @SuppressWarnings("NullAway.Init")
    protected Device() {}

    /** From now on nothing is accepted from this device. */
    public void revoke(Instant at) {
        if (revokedAt == null) {
            revokedAt = at;
        }
    }

    /** Its number. */
    public DeviceId id() {
        return id;
    }

    /** Whose it is. */
    public AccountId account() {
        return account;
    }

    /** Whether nothing is accepted from it. */
    public boolean revoked() {
        return revokedAt != null;
    }
}
