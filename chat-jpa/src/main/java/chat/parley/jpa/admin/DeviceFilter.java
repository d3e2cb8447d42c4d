package chat.parley.jpa.admin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which devices.
 *
 * @param text a part of their name, or of the name or username of whose they are; empty for all
 * @param unheardSince only those that were last heard of before; null for all
 */
public record DeviceFilter(String text, @Nullable Instant unheardSince) {}
