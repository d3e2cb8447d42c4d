package chat.parley.it.node;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An authority of time stamps, as OpenSSL is one, with a certificate that its own root has given it. */
final class TimeStampServer implements AutoCloseable {

    private static final int SECONDS = 30;

    private final Path place;
    private final HttpServer server;

    /** Listens at this port of the loopback; keeps its keys in this directory. */
    TimeStampServer(Path place, int port) throws IOException {
        this.place = place;
        Files.writeString(place.resolve("tsa.conf"), """
                [tsa]
                default_tsa = here
                [here]
                serial = serial
                crypto_device = builtin
                signer_cert = tsa.pem
                certs = root.pem
                signer_key = tsa.key
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                ordering = yes
                [usage]
                basicConstraints = CA:FALSE
                extendedKeyUsage = critical,timeStamping
                """);
        root("root");
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-subj", "/CN=Time", "-out", "tsa.csr");
        openssl(
                "x509",
                "-req",
                "-in",
                "tsa.csr",
                "-CA",
                "root.pem",
                "-CAkey",
                "root.key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                "tsa.conf",
                "-extensions",
                "usage",
                "-out",
                "tsa.pem");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A root that certifies itself, as a file of this name; it has certified nobody else. */
    Path root(String name) throws IOException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-keyout",
                name + ".key",
                "-subj",
                "/CN=" + name,
                "-out",
                name + ".pem");
        return place.resolve(name + ".pem");
    }

    /** Who has certified it. */
    Path root() {
        return place.resolve("root.pem");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            Files.write(place.resolve("query"), exchange.getRequestBody().readAllBytes());
            openssl("ts", "-reply", "-config", "tsa.conf", "-queryfile", "query", "-out", "reply");
            byte[] reply = Files.readAllBytes(place.resolve("reply"));
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, reply.length);
            out.write(reply);
        }
    }

    private void openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Path said = place.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(Files.readString(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
