package chat.parley.web.problem;

import java.util.Locale;

import chat.parley.ejb.problem.ChatException.Rejected;
import org.jspecify.annotations.Nullable;

/** What a request's body must have. */
public final class RequestBody {

    private RequestBody() {}

    /** The body itself. */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new Rejected("request.malformed", "The request needs a body.");
        }
        return body;
    }

    /** One of its fields. */
    public static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new Rejected("request.malformed", "The field " + field + " is missing.");
        }
        return value;
    }

    /** One that is a constant by its name in small letters. */
    public static <E extends Enum<E>> E constant(Class<E> type, String field, @Nullable String name) {
        try {
            return Enum.valueOf(type, required(name, field).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Rejected("request.malformed", "The field " + field + " cannot be " + name + '.');
        }
    }
}
