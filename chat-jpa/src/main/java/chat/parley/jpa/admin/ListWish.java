package chat.parley.jpa.admin;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param descending whether what is largest comes first
 * @param after the last row of the page before; null for the first page
 * @param limit how many rows at the most
 */
public record ListWish<O extends Enum<O>>(
        O order, boolean descending, @Nullable ListPosition after, int limit) {}
