package chat.parley.ejb.preview;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides where links may lead the server, which stands inside networks that those who write links do not: to the public
 * internet, on the ports of the web, and wherever else the operator named. What it answers is the address to connect to: a
 * name is resolved once, so it cannot mean one thing when it is looked at and another when it is used.
 */
final class AddressGuard {

    /** Asks for the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }

    private final Resolver resolver;
    private final Set<Integer> ports;
    private final Set<String> allowed;

    /**
     * A guard.
     *
     * @param ports to which one may connect
     * @param allowed hosts with their ports ({@code wiki.example:8080}) to which one may connect whatever their address
     */
    AddressGuard(Resolver resolver, List<Integer> ports, List<String> allowed) {
        this.resolver = resolver;
        this.ports = Set.copyOf(ports);
        this.allowed = Set.copyOf(allowed.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList());
    }

    /**
     * Where to connect to for a link.
     *
     * @throws IOException if one may not, or there is no such host
     */
    InetSocketAddress admit(URI link) throws IOException {
        String host = link.getHost();
        int port = port(link);
        boolean named = allowed.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
        if (!named && !ports.contains(port)) {
            throw new IOException("port " + port + " is not asked for pages");
        }
        InetAddress[] addresses = resolver.resolve(unbracketed(host));
        for (InetAddress address : addresses) {
            // All, not the first that will do: a host that is also here is not of the outside
            if (!named && !PublicAddresses.contain(address)) {
                throw new IOException("an address that is not public");
            }
        }
        if (addresses.length == 0) {
            throw new IOException("no address");
        }
        return new InetSocketAddress(addresses[0], port);
    }

    private static int port(URI link) {
        if (link.getPort() >= 0) {
            return link.getPort();
        }
        return link.getScheme().equals("https") ? 443 : 80;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
