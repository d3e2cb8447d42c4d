package chat.parley.it.cluster;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import chat.parley.it.host.Tool;

/** Lets nothing through to and from ports of this machine until it is closed. */
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

    /** From now on nothing passes at these ports, without a word to either side. */
    static Firewall before(Collection<Integer> ports) {
        return block(ports, "drop");
    }

    /** The same, and both sides are told that their connections are gone: they need not find out. */
    static Firewall refusing(Collection<Integer> ports) {
        return block(ports, "reject with tcp reset");
    }

    private static Firewall block(Collection<Integer> ports, String verdict) {
        String set = ports.stream().map(String::valueOf).collect(Collectors.joining(", ", "{ ", " }"));
        String table = "inet parley_it_" + NEXT.incrementAndGet();
        nft("add table " + table + "; add chain " + table
                + " input { type filter hook input priority 0; }; "
                + "add rule " + table + " input tcp flags & rst == rst accept; "
                + "add rule " + table + " input tcp dport " + set + " " + verdict + "; "
                + "add rule " + table + " input tcp sport " + set + " " + verdict);
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
