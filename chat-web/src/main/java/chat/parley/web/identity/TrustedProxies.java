package chat.parley.web.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whose word about where a request comes from is believed: load balancers in front of this server, by address or
 * network ({@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code fd00::/8}). Anybody can write {@code X-Forwarded-For}; so it is
 * read from its end, and only as far as those go who wrote it.
 */
final class TrustedProxies {

    private static final int IPV6_SITE_BYTES = 8;

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Those of these addresses and networks.
     *
     * @throws IllegalArgumentException if one is none
     */
    static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(
                networks.stream().map(String::strip).map(Network::parse).toList());
    }

    /**
     * Where a request comes from. Of an IPv6 address only the first half, which is one site's.
     *
     * @param peer who has connected
     * @param forwardedFor the header, empty if there is none
     */
    String origin(String peer, String forwardedFor) {
        InetAddress origin = literal(peer).orElse(null);
        if (origin == null) {
            return peer;
        }
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && trusts(origin); i--) {
            Optional<InetAddress> before = literal(hops[i].strip());
            if (before.isEmpty()) {
                break;
            }
            origin = before.get();
        }
        return site(origin);
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static String site(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        StringBuilder site = new StringBuilder();
        for (int i = 0; i < IPV6_SITE_BYTES; i += 2) {
            site.append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)))
                    .append(':');
        }
        return site.append(":/64").toString();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Network(byte[] start, int bits) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            byte[] start = literal(address)
                    .orElseThrow(() -> new IllegalArgumentException("a trusted proxy: " + text))
                    .getAddress();
            int bits = slash < 0 ? start.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > start.length * Byte.SIZE) {
                throw new IllegalArgumentException("a trusted proxy: " + text);
            }
            return new Network(start, bits);
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            int whole = bits / Byte.SIZE;
            if (bytes.length != start.length || !Arrays.equals(bytes, 0, whole, start, 0, whole)) {
                return false;
            }
            int rest = bits % Byte.SIZE;
            return rest == 0
                    || (bytes[whole] & 0xff) >> (Byte.SIZE - rest) == (start[whole] & 0xff) >> (Byte.SIZE - rest);
        }
    }
}
