package chat.parley.jpa.admin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The last row of a page: where the next one begins.
 *
 * @param id the row's number, which orders rows whose keys are the same
 * @param key what the list is ordered by, as text
 */
public record ListPosition(long id, String key) {

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,17}):(.*)", Pattern.DOTALL);

    /** As it is handed to a client. */
    public String written() {
        return id + ":" + key;
    }

    /** What was written, if it was by us; nothing if it is not there. */
    public static Optional<ListPosition> read(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        Matcher matcher = WRITTEN.matcher(written);
        return matcher.matches()
                ? Optional.of(new ListPosition(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }
}
