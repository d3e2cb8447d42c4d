package chat.parley.jpa.identity;

import jakarta.persistence.Embeddable;

/** The number of an account, given out by the application and never used again. */
@Embeddable
public record AccountId(long value) {

    /** Checks that the number is positive. */
    public AccountId {
        if (value < 1) {
            throw new IllegalArgumentException("an account: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
