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
        if (name.isBlank() || name.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("an organization's name has 1 to " + MOST_CHARACTERS + " characters");
        }
        this.id = id;
        this.name = name.strip();
        this.createdAt = createdAt;
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
