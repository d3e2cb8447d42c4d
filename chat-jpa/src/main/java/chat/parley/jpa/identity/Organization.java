package chat.parley.jpa.identity;

import java.time.Instant;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A tenant: accounts and conversations belong to one, and nothing of one is ever seen by another. */
@Entity
@Table(name = "organization")
public class Organization {

    private static final int MOST_CHARACTERS = 100;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private OrganizationId id;

    @Column(name = "name")
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For JPA only. */
    @SuppressWarnings("NullAway.Init")
    protected Organization() {}

    /** A new one, of a name that no other has. */
    public Organization(OrganizationId id, String name, Instant createdAt) {
        if (!mayBeName(name)) {
            throw new IllegalArgumentException("an organization's name: " + name);
        }
        this.id = id;
        this.name = name.strip();
        this.createdAt = createdAt;
    }

    /** Whether this can be a name: 1 to 100 characters, not blank, none of them a control character. */
    public static boolean mayBeName(String name) {
        return !name.isBlank()
                && name.length() <= MOST_CHARACTERS
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    /** Its number. */
    public OrganizationId id() {
        return id;
    }

    /** What people call it when they sign in. */
    public String name() {
        return name;
    }
}
