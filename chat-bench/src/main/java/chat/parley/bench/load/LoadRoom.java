package chat.parley.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation under load: its connections, the first of which send. All of them live on one event loop.
 *
 * @param number from 0 in this run
 */
record LoadRoom(int number, List<LoadClient> clients) {

    /** A room of these members on a loop. */
    static LoadRoom of(int number, List<LoadAccount> members, LoadLoop loop, LoadPlan plan) {
        LoadRoom room = new LoadRoom(number, new ArrayList<>());
        for (LoadAccount member : members) {
            room.clients.add(new LoadClient(loop, plan, room, room.clients.size(), member));
        }
        return room;
    }

    /** Accounts by conversation, in their order. */
    static List<List<LoadAccount>> group(List<LoadAccount> accounts) {
        List<List<LoadAccount>> rooms = new ArrayList<>();
        for (LoadAccount account : accounts) {
            if (rooms.isEmpty() || rooms.getLast().getFirst().conversation() != account.conversation()) {
                rooms.add(new ArrayList<>());
            }
            rooms.getLast().add(account);
        }
        return rooms;
    }

    /** The connections that send. */
    List<LoadClient> senders() {
        return clients.stream().filter(LoadClient::sends).toList();
    }

    /** Messages that were accepted and have not come to everyone, each counted once for each who lacks it. */
    long lost() {
        long lost = 0;
        for (LoadClient sender : senders()) {
            for (LoadClient client : clients) {
                lost += Math.max(0, sender.accepted() - client.ledger().receivedFrom(sender.number()));
            }
        }
        return lost;
    }

    /** Whether all members received the same messages in the same order. */
    boolean oneOrder() {
        return clients.stream()
                        .mapToLong(client -> client.ledger().digest())
                        .distinct()
                        .count()
                <= 1;
    }
}
