package chat.parley.web.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Reached;

/**
 * How far members have come, until their conversation's stream has come as far: whoever leaves is told no number after
 * that of their leaving, and learns of none this way either. One position a member. Guarded by its stream.
 */
final class EarlyReceipts {

    private final Map<AccountId, Reached> early = new HashMap<>(0);

    void add(List<Reached> moved) {
        moved.forEach(reached -> early.put(reached.account(), reached));
    }

    /** Takes those that are no further than this message. */
    List<Reached> take(long seq) {
        if (early.isEmpty()) {
            return List.of();
        }
        List<Reached> due = new ArrayList<>();
        for (Iterator<Reached> each = early.values().iterator(); each.hasNext(); ) {
            Reached reached = each.next();
            if (reached.delivered() <= seq) {
                each.remove();
                due.add(reached);
            }
        }
        return due;
    }
}
