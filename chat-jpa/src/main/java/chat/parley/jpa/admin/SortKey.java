package chat.parley.jpa.admin;

/**
 * An expression that rows can be ordered by.
 *
 * @param number whether it is a whole number; otherwise it is a text
 */
record SortKey(String expression, boolean number) {

    /** The expression for a moment in microseconds; if there is none, before all others. */
    static String moment(String expression) {
        return "coalesce((extract(epoch from " + expression + ") * 1000000)::bigint, 0)";
    }

    /** The key of a row again. */
    Object of(ListPosition position) {
        return number ? (Object) Long.valueOf(position.key()) : position.key();
    }

    /** Whether that can be a key of this kind. */
    boolean fits(ListPosition position) {
        return !number || position.key().matches("-?[0-9]{1,18}");
    }
}
