package chat.parley.ejb.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Who takes syslog messages over TLS (RFC 5425). Syslog acknowledges nothing, so each delivery has a connection of its own,
 * and counts once the receiver has closed it in answer to our close: by then it has read all that came before. Who stops in
 * between, or refuses our certificate after we have begun to write, has not answered.
 */
final class SyslogReceiver {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;

    private final String host;
    private final int port;
    private final SyslogTrust trust;
    private final ScheduledExecutorService scheduler;
    private final Duration limit;

    /**
     * The one at this address.
     *
     * @param scheduler ends what takes longer than the limit
     */
    SyslogReceiver(String host, int port, SyslogTrust trust, ScheduledExecutorService scheduler, Duration limit) {
        this.host = host;
        this.port = port;
        this.trust = trust;
        this.scheduler = scheduler;
        this.limit = limit;
    }

    /**
     * Sends framed messages, in this order, and waits until they are read.
     *
     * @throws IOException if that is not sure
     */
    void deliver(List<byte[]> frames) throws IOException {
        try (Socket plain = new Socket()) {
            Future<?> end = scheduler.schedule(() -> cut(plain), limit.toMillis(), TimeUnit.MILLISECONDS);
            try {
                plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                plain.setSoTimeout(ANSWER_MILLIS);
                SSLSocket socket = secured(plain);
                send(frames, socket);
                socket.shutdownOutput();
                plain.shutdownOutput();
                awaitEnd(socket.getInputStream());
                awaitEnd(plain.getInputStream());
            } finally {
                end.cancel(false);
            }
        }
    }

    /** A write that nobody reads never ends by itself. */
    private static void cut(Socket plain) {
        try {
            plain.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The receiver is who it is said to be (RFC 5425, section 5.2). */
    private SSLSocket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) trust.context().getSocketFactory().createSocket(plain, host, port, false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void send(List<byte[]> frames, SSLSocket socket) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 14);
        for (byte[] frame : frames) {
            out.write(frame);
        }
        out.flush();
    }

    /** Of what is secured the end can be told early; whoever closes with something unread resets the connection below it. */
    private static void awaitEnd(InputStream in) throws IOException {
        byte[] ignored = new byte[256];
        int read;
        do {
            read = in.read(ignored);
        } while (read >= 0);
    }
}
