package chat.parley.ejb.conversation;

import java.util.List;
import java.util.function.ToLongFunction;

import chat.parley.ejb.problem.ChatException.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next where the next part begins; null after the last
 */
public record Page<T>(List<T> items, @Nullable Long next) {

    /** The most items a page can have. */
    public static final int LARGEST = 200;

    /** The page of what was found when one more than {@code limit} was looked for. */
    public static <T> Page<T> of(List<T> found, int limit, ToLongFunction<T> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, key.applyAsLong(items.getLast()));
    }

    /** Refuses a size that no page can have. */
    public static void check(int limit) {
        if (limit < 1 || limit > LARGEST) {
            throw new Rejected("request.malformed", "A page has 1 to " + LARGEST + " items, not " + limit + ".");
        }
    }
}
