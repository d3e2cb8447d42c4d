package chat.parley.jpa.admin;

import org.jspecify.annotations.Nullable;

/**
 * How fast what is said comes to people.
 *
 * @param messages the most messages that waited to be stored
 * @param frames the most frames that waited to be written to clients
 * @param p99 how many milliseconds 99 of 100 messages took at most, from their commit to a client's line; null if there were none
 */
public record DeliveryPace(
        long messages, long frames, @Nullable Double p99) {

    /** Nothing waits. */
    public static final DeliveryPace IDLE = new DeliveryPace(0, 0, null);

    /** That of both together: what waits at either, and the time of the slower. */
    public DeliveryPace with(DeliveryPace other) {
        return new DeliveryPace(messages + other.messages, frames + other.frames, slower(p99, other.p99));
    }

    private static @Nullable Double slower(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
