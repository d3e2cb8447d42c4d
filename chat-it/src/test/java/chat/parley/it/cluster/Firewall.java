package chat.parley.it.cluster;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import chat.parley.it.host.Tool;

/** Drops what goes to and comes from ports of this machine, without a word to either side, until it is closed. */
final class Firewall implements AutoCloseable {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String table;

    private Firewall(String table) {
        this.table = table;
    }

    /** Whether there is nft here, and the right to use it. */
    static boolean available() {
        if (Tool.find("nft").isEmpty()) {
            return false;
        }
        try {
            before(List.of(1)).close();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** From now on nothing passes at these ports. */
    static Firewall before(Collection<Integer> ports) {
        String set = ports.stream().map(String::valueOf).collect(Collectors.joining(", ", "{ ", " }"));
        String table = "inet parley_it_" + NEXT.incrementAndGet();
        nft("add table " + table + "; add chain " + table
                + " input { type filter hook input priority 0; }; "
                + "add rule " + table + " input tcp dport " + set + " drop; "
                + "add rule " + table + " input tcp sport " + set + " drop");
        return new Firewall(table);
    }

    @Override
    public void close() {
        nft("delete table " + table);
    }

    private static void nft(String commands) {
        Tool.run(List.of(Tool.find("nft").orElseThrow().toString(), commands));
    }
}
