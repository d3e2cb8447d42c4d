package chat.parley.bench.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where to connect to: the nodes take turns. On this machine the source addresses do too, because one address has ports
 * for fewer connections than a server should be asked to hold.
 */
final class LoadServers {

    private static final int PORTS_OF_AN_ADDRESS = 15_000;

    /** Both ends of a connection to be. */
    record Route(InetSocketAddress from, InetSocketAddress to) {}

    private final List<InetSocketAddress> servers;
    private final AtomicInteger made = new AtomicInteger();

    LoadServers(List<URI> nodes) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no server to connect to");
        }
        servers = nodes.stream()
                .map(node -> new InetSocketAddress(node.getHost(), node.getPort() < 0 ? 80 : node.getPort()))
                .toList();
    }

    /** The next connection's. */
    Route next() {
        int place = made.getAndIncrement();
        InetSocketAddress server = servers.get(place % servers.size());
        String source =
                server.getAddress().isLoopbackAddress() ? "127.0.0." + (1 + place / PORTS_OF_AN_ADDRESS) : "0.0.0.0";
        return new Route(new InetSocketAddress(source, 0), server);
    }
}
