package chat.parley.jpa.admin;

/**
 * How large an organization is now.
 *
 * @param active accounts that somebody may act as
 * @param devices on how many devices they are signed in
 * @param posted how many messages were ever posted
 * @param bytes how large the whole database is
 */
public record OrganizationCounts(
        long active, long disabled, long devices, long conversations, long posted, long bytes) {}
