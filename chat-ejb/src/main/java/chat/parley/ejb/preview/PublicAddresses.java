package chat.parley.ejb.preview;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of the public internet. All others, those of this machine, of the networks around it and of special
 * purpose (the registries of IANA for IPv4 and IPv6), are nobody's business.
 */
final class PublicAddresses {

    private static final List<Block> SPECIAL = List.of(
            Block.of("0.0.0.0", 8), // this network
            Block.of("10.0.0.0", 8), // private
            Block.of("100.64.0.0", 10), // shared by the customers of a carrier
            Block.of("127.0.0.0", 8), // this machine
            Block.of("169.254.0.0", 16), // link-local, where clouds tell machines their secrets
            Block.of("172.16.0.0", 12), // private
            Block.of("192.0.0.0", 24), // protocols
            Block.of("192.0.2.0", 24), // documentation
            Block.of("192.31.196.0", 24), // AS112
            Block.of("192.52.193.0", 24), // multicast relays
            Block.of("192.88.99.0", 24), // 6to4 relays
            Block.of("192.168.0.0", 16), // private
            Block.of("192.175.48.0", 24), // AS112
            Block.of("198.18.0.0", 15), // benchmarks
            Block.of("198.51.100.0", 24), // documentation
            Block.of("203.0.113.0", 24), // documentation
            Block.of("224.0.0.0", 4), // multicast
            Block.of("240.0.0.0", 4), // reserved, and broadcast
            Block.of("2001::", 23), // protocols, Teredo among them
            Block.of("2001:db8::", 32), // documentation
            Block.of("2002::", 16), // 6to4: an IPv4 address within
            Block.of("2620:4f:8000::", 48), // AS112
            Block.of("3fff::", 20)); // documentation

    /** All of IPv6 that is given out; what embeds IPv4 addresses, link-local, unique-local and multicast lie outside. */
    private static final Block GLOBAL = Block.of("2000::", 3);

    private PublicAddresses() {}

    /** Whether it is one. An IPv4 address that is written as one of IPv6 is judged as what it is. */
    static boolean contain(InetAddress address) {
        return (address instanceof Inet4Address || GLOBAL.contains(address))
                && SPECIAL.stream().noneMatch(block -> block.contains(address));
    }

    /** Addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Block(byte[] start, int bits) {

        static Block of(String start, int bits) {
            return new Block(InetAddress.ofLiteral(start).getAddress(), bits);
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((bytes[bit / Byte.SIZE] & mask) != (start[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
