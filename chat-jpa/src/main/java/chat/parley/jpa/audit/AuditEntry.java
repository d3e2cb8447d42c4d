package chat.parley.jpa.audit;

import org.jspecify.annotations.Nullable;

/**
 * A note as it was written.
 *
 * @param number its place among those of its organization, from 1, without gaps
 * @param hash what it and all before it come to, in hexadecimal digits ({@link AuditChain})
 * @param address where it was done from, as far as is known
 */
public record AuditEntry(
        long number, AuditNote note, @Nullable String address, String hash) {}
