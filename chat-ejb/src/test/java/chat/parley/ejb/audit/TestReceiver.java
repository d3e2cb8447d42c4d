package chat.parley.ejb.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/** Receives syslog messages over TLS, as well as it is told to. */
final class TestReceiver implements AutoCloseable {

    final List<String> received = new CopyOnWriteArrayList<>();
    final CountDownLatch connected = new CountDownLatch(1);
    volatile Manners manners = Manners.READS_ALL;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket server;
    private final SSLContext context;
    private final Consumer<SSLSocket> setting;

    /** What it does with a connection. */
    enum Manners {
        READS_ALL,
        /** It reads all, and does not close. */
        STAYS,
        /** It reads nothing, and does not close. */
        READS_NOTHING,
        /** It dies after one message: its system resets the connection, for something was unread. */
        READS_ONE
    }

    TestReceiver(SSLContext context, Consumer<SSLSocket> setting) {
        this.context = context;
        this.setting = setting;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket plain = server.accept()) {
                SSLSocket socket = (SSLSocket)
                        context.getSocketFactory().createSocket(plain, InputStream.nullInputStream(), false);
                socket.setUseClientMode(false);
                setting.accept(socket);
                socket.startHandshake();
                connected.countDown();
                receive(new BufferedInputStream(socket.getInputStream()));
                if (manners == Manners.READS_ONE) {
                    plain.setSoLinger(true, 0);
                } else {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                received.add("failed: " + e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void receive(InputStream in) throws IOException, InterruptedException {
        if (manners != Manners.READS_NOTHING) {
            String message = next(in);
            while (message != null) {
                received.add(message);
                if (manners == Manners.READS_ONE) {
                    return;
                }
                message = next(in);
            }
        }
        if (manners != Manners.READS_ALL) {
            closing.await();
        }
    }

    private static @Nullable String next(InputStream in) throws IOException {
        int length = 0;
        int read = in.read();
        if (read < 0) {
            return null;
        }
        while (read != ' ') {
            length = length * 10 + Character.digit(read, 10);
            read = in.read();
        }
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
            throw new IOException("a message was cut");
        }
        return new String(message, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
