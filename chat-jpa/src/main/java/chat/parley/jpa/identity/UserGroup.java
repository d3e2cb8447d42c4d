package chat.parley.jpa.identity;

import java.time.Instant;
import java.util.regex.Pattern;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** People of an organization who are meant together. Who they are is in {@link UserGroupMembers}. */
@Entity
@Table(name = "user_group")
public class UserGroup {

    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private UserGroupId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
    private OrganizationId organization;

    @Column(name = "handle")
    private String handle;

    @Column(name = "name")
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For JPA only. */
    @SuppressWarnings("NullAway.Init")
    protected UserGroup() {}

    /** A new one of nobody yet; that no other has its handle is for the caller to see to. */
    public UserGroup(UserGroupId id, OrganizationId organization, String handle, String name, Instant createdAt) {
        this.id = id;
        this.organization = organization;
        this.createdAt = createdAt;
        this.handle = checkedHandle(handle);
        this.name = checkedName(name);
    }

    /** Whether this can be a handle: 1 to 64 ASCII letters, digits and {@code . _ -}, one of the first two first. */
    public static boolean mayBeHandle(String handle) {
        return HANDLE.matcher(handle).matches();
    }

    /** From now on it is called otherwise. */
    public void call(String newHandle, String newName) {
        handle = checkedHandle(newHandle);
        name = checkedName(newName);
    }

    /** Its number. */
    public UserGroupId id() {
        return id;
    }

    /** Whose it is. */
    public OrganizationId organization() {
        return organization;
    }

    /** What it is called where it is mentioned. */
    public String handle() {
        return handle;
    }

    /** What it is called in lists. */
    public String name() {
        return name;
    }

    private static String checkedHandle(String handle) {
        if (!mayBeHandle(handle)) {
            throw new IllegalArgumentException("a handle: " + handle);
        }
        return handle;
    }

    private static String checkedName(String name) {
        if (!Account.mayBeDisplayName(name)) {
            throw new IllegalArgumentException("a user group's name: " + name);
        }
        return name.strip();
    }
}
