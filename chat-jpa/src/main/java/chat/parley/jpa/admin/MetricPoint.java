package chat.parley.jpa.admin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How an organization did in a span of time.
 *
 * @param at when the span begins
 * @param online the most people who were connected at once; null if nobody knows
 * @param connections the most connections there were at once, of the whole installation
 * @param messages how many messages were posted; null of the first span, of which the beginning is not known
 * @param bytes how large the whole database was at its end
 * @param pace how slow the whole installation was at worst; null if nobody knows
 */
public record MetricPoint(
        Instant at,
        @Nullable Integer online,
        int connections,
        @Nullable Long messages,
        long bytes,
        @Nullable DeliveryPace pace) {}
