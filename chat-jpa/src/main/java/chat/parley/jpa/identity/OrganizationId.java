package chat.parley.jpa.identity;

import jakarta.persistence.Embeddable;

/** The number of an organization, given out by the application and never used again. */
@Embeddable
public record OrganizationId(long value) {

    /** Checks that the number is positive. */
    public OrganizationId {
        if (value < 1) {
            throw new IllegalArgumentException("an organization: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
