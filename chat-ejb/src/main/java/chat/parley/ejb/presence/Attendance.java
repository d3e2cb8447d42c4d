package chat.parley.ejb.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import chat.parley.jpa.identity.AccountId;

/**
 * Who is at this node, and what the other nodes are to be told of it. Whoever goes stays in the book for a grace, so
 * that nobody flickers who is back in a moment, here or at another node.
 */
final class Attendance {

    private final Duration grace;
    private final Map<AccountId, Map<String, Activity>> here = new HashMap<>();
    private final Map<AccountId, Instant> leaving = new LinkedHashMap<>();
    private final Map<AccountId, Activity> told = new HashMap<>();
    private final Set<AccountId> untold = new HashSet<>();

    /** Whoever has gone is gone after this time. */
    Attendance(Duration grace) {
        this.grace = grace;
    }

    /**
     * What the other nodes are to be told.
     *
     * @param gone who is here no more, and since when
     */
    record News(Map<AccountId, Activity> here, Map<AccountId, Instant> gone) {

        boolean isEmpty() {
            return here.isEmpty() && gone.isEmpty();
        }
    }

    /** A connection has come. */
    synchronized void arrive(AccountId account, String connection) {
        here.computeIfAbsent(account, _ -> new HashMap<>(2)).put(connection, Activity.ACTIVE);
        leaving.remove(account);
        untold.add(account);
    }

    /** A connection's person does something again, or has done nothing for a while. */
    synchronized void turn(AccountId account, String connection, Activity activity) {
        Map<String, Activity> connections = here.get(account);
        if (connections != null && connections.replace(connection, activity) != null) {
            untold.add(account);
        }
    }

    /** A connection has gone. */
    synchronized void leave(AccountId account, String connection, Instant now) {
        Map<String, Activity> connections = here.get(account);
        if (connections != null && connections.remove(connection) != null) {
            untold.add(account);
            if (connections.isEmpty()) {
                here.remove(account);
                leaving.put(account, now);
            }
        }
    }

    /** Whether an account is in the book. */
    synchronized boolean holds(AccountId account) {
        return here.containsKey(account) || leaving.containsKey(account);
    }

    /** What is to be told now; it counts as told. */
    synchronized News news(Instant now) {
        News news = new News(new HashMap<>(), new HashMap<>());
        for (AccountId account : untold) {
            Map<String, Activity> connections = here.get(account);
            if (connections != null) {
                Activity activity = connections.containsValue(Activity.ACTIVE) ? Activity.ACTIVE : Activity.IDLE;
                if (told.put(account, activity) != activity) {
                    news.here().put(account, activity);
                }
            }
        }
        untold.clear();
        for (var each = leaving.entrySet().iterator(); each.hasNext(); ) {
            var left = each.next();
            if (now.isBefore(left.getValue().plus(grace))) {
                break;
            }
            told.remove(left.getKey());
            news.gone().put(left.getKey(), left.getValue());
            each.remove();
        }
        return news;
    }

    /** These could not be told of yet: they are news again. */
    synchronized void again(News news) {
        news.here().keySet().forEach(account -> {
            told.remove(account);
            untold.add(account);
        });
        news.gone().forEach((account, since) -> {
            if (!here.containsKey(account)) {
                leaving.putIfAbsent(account, since);
            }
        });
    }

    /** Who hears of it may have forgotten everything: all who are here are news again. */
    synchronized void again() {
        told.clear();
        untold.addAll(here.keySet());
    }
}
