package chat.parley.jpa.message;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Numbers of messages of a conversation, from one to another. */
public record NumberRange(long from, long to) {

    /** The ranges of two arrays of the same order. */
    public static List<NumberRange> of(Array froms, Array tos) throws SQLException {
        Long[] first = (Long[]) froms.getArray();
        Long[] last = (Long[]) tos.getArray();
        List<NumberRange> ranges = new ArrayList<>(first.length);
        for (int i = 0; i < first.length; i++) {
            ranges.add(new NumberRange(first[i], last[i]));
        }
        return ranges;
    }
}
