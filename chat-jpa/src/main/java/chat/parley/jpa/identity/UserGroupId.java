package chat.parley.jpa.identity;

import jakarta.persistence.Embeddable;

/** The number of a user group, given out by the application and never used again. */
@Embeddable
public record UserGroupId(long value) {

    /** Checks that the number is positive. */
    public UserGroupId {
        if (value < 1) {
            throw new IllegalArgumentException("a user group: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
