package chat.parley.jpa.identity;

import jakarta.persistence.Embeddable;

/** The number of a device, given out by the application and never used again. */
@Embeddable
public record DeviceId(long value) {

    /** Checks that the number is positive. */
    public DeviceId {
        if (value < 1) {
            throw new IllegalArgumentException("a device: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
