package chat.parley.jpa.admin;

import java.time.Instant;

/**
 * What a node says of itself.
 *
 * @param connections how many clients are connected to it
 * @param people how many accounts these are of
 * @param load how many processes want to run on its machine, on average of a minute; below 0 if it is not known
 * @param leaving whether it takes nobody new
 * @param pace how fast it got along in the last minute
 */
public record NodeReport(
        String name,
        String version,
        Instant startedAt,
        int connections,
        int people,
        long heapUsed,
        long heapMost,
        double load,
        boolean leaving,
        DeliveryPace pace) {}
