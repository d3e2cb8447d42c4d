package chat.parley.ejb.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;

/**
 * Who is at this node, and what the other nodes are to be told of it. Whatever connection goes stays in the book for a
 * grace, so that nobody flickers who is back in a moment, here or at another node.
 */
final class Attendance {

    private record Attending(DeviceId device, Activity activity) {}

    private record Left(AccountId account, String connection, Instant at) {}

    private final Duration grace;
    private final Map<AccountId, Map<String, Attending>> book = new HashMap<>();
    private final Queue<Left> left = new ArrayDeque<>();
    private final Map<AccountId, DevicesHere> told = new HashMap<>();
    private final Set<AccountId> arrived = new HashSet<>();
    private final Set<AccountId> untold = new HashSet<>();

    /** Whatever has gone is gone after this time. */
    Attendance(Duration grace) {
        this.grace = grace;
    }

    /**
     * What the other nodes are to be told.
     *
     * @param gone who is here no more, and since when
     */
    record News(Map<AccountId, DevicesHere> here, Map<AccountId, Instant> gone) {

        boolean isEmpty() {
            return here.isEmpty() && gone.isEmpty();
        }
    }

    /** A connection has come. */
    synchronized void arrive(AccountId account, String connection, DeviceId device) {
        book.computeIfAbsent(account, _ -> new HashMap<>(2)).put(connection, new Attending(device, Activity.ACTIVE));
        arrived.add(account);
    }

    /** A connection's person does something again, or has done nothing for a while. */
    synchronized void turn(AccountId account, String connection, Activity activity) {
        Map<String, Attending> connections = book.getOrDefault(account, Map.of());
        if (connections.containsKey(connection)) {
            connections.computeIfPresent(connection, (_, now) -> new Attending(now.device(), activity));
            untold.add(account);
        }
    }

    /** A connection has gone. */
    synchronized void leave(AccountId account, String connection, Instant now) {
        left.add(new Left(account, connection, now));
    }

    /** Whether an account is in the book. */
    synchronized boolean holds(AccountId account) {
        return book.containsKey(account);
    }

    /**
     * What is to be told now; it counts as told. Who has just arrived is told of the next time: a client that comes back
     * may have to say first that nobody is at it.
     */
    synchronized News news(Instant now) {
        Map<AccountId, Instant> gone = strike(now);
        Map<AccountId, DevicesHere> here = new HashMap<>();
        for (AccountId account : untold) {
            Map<String, Attending> connections = book.get(account);
            if (connections != null) {
                DevicesHere devices = devices(connections.values());
                if (!devices.equals(told.put(account, devices))) {
                    here.put(account, devices);
                }
            }
        }
        untold.clear();
        untold.addAll(arrived);
        arrived.clear();
        return new News(here, gone);
    }

    /** Takes out of the book whose grace is over; the answer is who is not in it any more. */
    private Map<AccountId, Instant> strike(Instant now) {
        Map<AccountId, Instant> gone = new HashMap<>();
        for (Left next = left.peek(); next != null && !now.isBefore(next.at().plus(grace)); next = left.peek()) {
            left.remove();
            AccountId account = next.account();
            Map<String, Attending> connections = book.get(account);
            if (connections != null && connections.remove(next.connection()) != null) {
                untold.add(account);
                if (connections.isEmpty()) {
                    book.remove(account);
                    told.remove(account);
                    gone.put(account, next.at());
                }
            }
        }
        return gone;
    }

    private static DevicesHere devices(Collection<Attending> connections) {
        Map<DeviceId, Activity> devices = new HashMap<>(2);
        connections.forEach(each -> devices.merge(each.device(), each.activity(), Activity::or));
        return new DevicesHere(Map.copyOf(devices));
    }

    /** Of these nobody was told, or it was forgotten: those who are here are news again. */
    synchronized void again(Collection<AccountId> accounts) {
        accounts.forEach(account -> {
            told.remove(account);
            untold.add(account);
        });
    }

    /** The same of all. */
    synchronized void again() {
        told.clear();
        untold.addAll(book.keySet());
    }
}
