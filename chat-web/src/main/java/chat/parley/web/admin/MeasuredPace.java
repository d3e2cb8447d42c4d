package chat.parley.web.admin;

import chat.parley.jpa.admin.DeliveryPace;
import org.jspecify.annotations.Nullable;

/**
 * How fast what is said comes to people: how many messages waited to be stored, how many frames to be written to clients, and
 * how many milliseconds 99 of 100 messages took at most to come to a client's line.
 */
public record MeasuredPace(
        long waitingMessages, long waitingFrames, @Nullable Double deliveryP99) {

    static MeasuredPace of(DeliveryPace pace) {
        return new MeasuredPace(pace.messages(), pace.frames(), pace.p99());
    }
}
