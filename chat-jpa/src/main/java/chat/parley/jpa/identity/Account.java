package chat.parley.jpa.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/** Somebody, or some program, that can act. It is never deleted, because messages name it; it can be disabled. */
@Entity
@Table(name = "account")
public class Account {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");
    private static final int MOST_DISPLAYED = 100;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AccountId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
    private OrganizationId organization;

    @Column(name = "username")
    private String username;

    @Column(name = "display_name")
    private String displayName;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private AccountKind kind;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "disabled_at")
    private @Nullable Instant disabledAt;

    @Column(name = "restricted_at", insertable = false, updatable = false)
    private @Nullable Instant restrictedAt;

    @Column(name = "erased_at", insertable = false, updatable = false)
    private @Nullable Instant erasedAt;

    /** For JPA only. */
    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    private Account(AccountProfile profile, Instant createdAt) {
        this.id = profile.id();
        this.organization = profile.organization();
        this.username = profile.username();
        this.displayName = profile.displayName();
        this.kind = profile.kind();
        this.createdAt = createdAt;
    }

    /**
     * A new account that nobody can sign in to yet.
     *
     * @throws IllegalArgumentException if its username or display name is none
     */
    public static Account opened(AccountProfile profile, Instant at) {
        if (!mayBeUsername(profile.username())) {
            throw new IllegalArgumentException("a username: " + profile.username());
        }
        if (!mayBeDisplayName(profile.displayName())) {
            throw new IllegalArgumentException("a display name: " + profile.displayName());
        }
        return new Account(profile, at);
    }

    /** Whether this can be a username: 1 to 64 ASCII letters, digits and {@code . _ @ + -}, one of the first two first. */
    public static boolean mayBeUsername(String username) {
        return USERNAME.matcher(username).matches();
    }

    /** Whether this can be shown as a name: 1 to 100 characters, not blank, none of them a control character. */
    public static boolean mayBeDisplayName(String name) {
        return !name.isBlank()
                && name.length() <= MOST_DISPLAYED
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    /** From now on whoever knows the password of this hash can sign in, unless the account is disabled. */
    public void acceptPassword(String hash) {
        passwordHash = hash;
    }

    /** From now on nobody acts as this account. Disabling it again changes nothing. */
    public void disable(Instant at) {
        if (disabledAt == null) {
            disabledAt = at;
        }
    }

    /** Whoever proves to be it acts as it again; not while it rests, nor when whose it was is forgotten. */
    public void enable() {
        if (rests()) {
            throw new IllegalStateException("account " + id + " rests");
        }
        disabledAt = null;
    }

    /** Whether it was restricted or erased, which is more than being disabled. */
    public boolean rests() {
        return restrictedAt != null || erased();
    }

    /** Whether whose it was is forgotten. */
    public boolean erased() {
        return erasedAt != null;
    }

    /** Its number. */
    public AccountId id() {
        return id;
    }

    /** Whether nobody may act as it. */
    public boolean disabled() {
        return disabledAt != null;
    }

    /** The hash of its password; none if it has no password. */
    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** As others see it. */
    public AccountProfile profile() {
        return new AccountProfile(id, organization, username, displayName, kind);
    }
}
