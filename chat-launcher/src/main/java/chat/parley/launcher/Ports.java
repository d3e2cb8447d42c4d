package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The ports of one node. All but the public one are WildFly's own plus an offset; nodes of one installation lie 100
 * apart.
 *
 * @param web where people connect, on the address the node is bound to
 * @param offset what is added to the ports that only this machine reaches
 */
public record Ports(int web, int offset) {

    private static final int MANAGEMENT = 9990;
    private static final int JGROUPS = 7600;
    private static final int ARTEMIS = 5445;
    private static final int TRANSACTIONS = 4712;
    private static final int DISTANCE = 100;
    private static final int LEAST_OFFSET = -3000;
    private static final int MOST_OFFSET = 53_000;

    /** Those of the node at this index in an installation whose first node is to be found at this port. */
    public static Ports of(int firstWeb, int index) {
        int step = index * DISTANCE;
        return new Ports(firstWeb + step, offset(firstWeb - 8080) + step);
    }

    /**
     * Moved by whole distances where the others would leave the range of ports. WildFly's ports differ from each other
     * in their last two digits, and so no two of any nodes are the same.
     */
    private static int offset(int wanted) {
        if (wanted < LEAST_OFFSET) {
            return wanted + Math.ceilDiv(LEAST_OFFSET - wanted, DISTANCE) * DISTANCE;
        }
        if (wanted > MOST_OFFSET) {
            return wanted - Math.ceilDiv(wanted - MOST_OFFSET, DISTANCE) * DISTANCE;
        }
        return wanted;
    }

    /** The management interface: health, metrics. */
    public int management() {
        return MANAGEMENT + offset;
    }

    /** Where other nodes of the cluster find this one. */
    public int cluster() {
        return JGROUPS + offset;
    }

    /** Where other nodes and their brokers reach this one. */
    List<Integer> inner() {
        return List.of(cluster(), ARTEMIS + offset);
    }

    /** What WildFly must be told as its public port, so that it comes to {@link #web} with the offset. */
    int webWithoutOffset() {
        return web - offset;
    }

    /** All that only this machine reaches. */
    List<Integer> local() {
        return List.of(management(), cluster(), ARTEMIS + offset, TRANSACTIONS + offset, TRANSACTIONS + 1 + offset);
    }

    /**
     * Checks that all of them can be had.
     *
     * @throws LaunchException naming the first that is taken, or the address if it is not one of this machine
     */
    void requireFree(String bind) {
        requireLocal(bind);
        requireFree(bind, web);
        for (int port : local()) {
            requireFree("127.0.0.1", port);
        }
    }

    private static void requireLocal(String bind) {
        try {
            InetAddress address = InetAddress.getByName(bind);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return;
            }
        } catch (UnknownHostException | SocketException e) {
            throw new LaunchException(ExitCode.USAGE, "There is no address " + bind, e);
        }
        throw new LaunchException(ExitCode.USAGE, bind + " is no address of this machine");
    }

    private static void requireFree(String address, int port) {
        if (!isFree(address, port)) {
            throw new LaunchException(
                    ExitCode.PORT_TAKEN, "Port " + port + " on " + address + " is taken; choose another with --port");
        }
    }

    /** Whether a server could listen there now. */
    static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Some port of this machine that nobody listens at. */
    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
