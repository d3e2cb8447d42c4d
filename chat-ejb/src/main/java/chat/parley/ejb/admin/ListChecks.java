package chat.parley.ejb.admin;

import java.util.function.BiPredicate;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.admin.ListPosition;
import chat.parley.jpa.admin.ListWish;

/** What a wish for a page has to be like. */
final class ListChecks {

    /** The most rows that a page has. */
    static final int MOST = 200;

    private ListChecks() {}

    /** Refuses a size that no page has, and a place that the order does not know. */
    static <O extends Enum<O>> void check(ListWish<O> wish, BiPredicate<O, ListPosition> fits) {
        if (wish.limit() < 1 || wish.limit() > MOST) {
            throw new Rejected("request.malformed", "limit is a number from 1 to " + MOST + ".");
        }
        ListPosition after = wish.after();
        if (after != null && !fits.test(wish.order(), after)) {
            throw new Rejected("request.malformed", "after is the next of the page before, in the same order.");
        }
    }
}
