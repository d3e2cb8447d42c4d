package chat.parley.jpa.admin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a node.
 *
 * @param drainAt since when it is wished that its clients go elsewhere; null if it is not
 */
public record NodeRecord(
        NodeReport report, Instant reportedAt, @Nullable Instant drainAt) {}
