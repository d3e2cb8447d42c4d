package chat.parley.web.admin;

import java.util.Locale;
import java.util.Objects;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.admin.ListPosition;
import chat.parley.jpa.admin.ListWish;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** The part of a query that is the same for all lists. */
public final class ListQuery {

    @QueryParam("sort")
    @Nullable
    String sort;

    @QueryParam("order")
    @DefaultValue("asc")
    String order = "asc";

    @QueryParam("after")
    @Nullable
    String after;

    @QueryParam("limit")
    @DefaultValue("50")
    int limit;

    <O extends Enum<O>> ListWish<O> wish(Class<O> orders, O usual) {
        if (!order.equals("asc") && !order.equals("desc")) {
            throw new Rejected("request.malformed", "order is asc or desc.");
        }
        ListPosition position = ListPosition.read(after).orElse(null);
        if (after != null && position == null) {
            throw new Rejected("request.malformed", "after is the next of the page before.");
        }
        return new ListWish<>(
                Objects.requireNonNullElse(constant(orders, "sort", sort), usual),
                order.equals("desc"),
                position,
                limit);
    }

    /** A constant by its name in small letters; nothing if there is none. */
    static <E extends Enum<E>> @Nullable E constant(Class<E> type, String field, @Nullable String name) {
        return name == null || name.isEmpty() ? null : RequestBody.constant(type, field, name);
    }

    /** Which of two words it is; nothing if there is none. */
    static @Nullable Boolean either(String field, @Nullable String word, String no, String yes) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        if (!word.equals(no) && !word.equals(yes)) {
            throw new Rejected("request.malformed", "The field " + field + " is " + no + " or " + yes + '.');
        }
        return word.equals(yes);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
