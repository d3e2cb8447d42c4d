package chat.parley.jpa.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next one begins; null if this is the last
 * @param total how many rows the whole list has, as far as they were counted
 * @param more whether there are more than were counted
 */
public record ListedPage<T>(List<T> rows, @Nullable ListPosition next, long total, boolean more) {}
