package chat.parley.it.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import chat.parley.it.client.Patience;
import chat.parley.it.host.Tool;
import org.jspecify.annotations.Nullable;

/**
 * An rsyslog of this machine that the node hands its audit log to: over TLS, and it asks the node for a certificate. What it
 * took for the parts of each message is a line of a file.
 */
final class RealReceiver implements AutoCloseable {

    static final int PORT = 11_514;

    private static final Path DRIVERS = Path.of("/usr/lib/x86_64-linux-gnu/rsyslog");
    private static final String PASSWORD = "changeit";
    private static final String OURS = "parley";
    private static final String THEIRS = "localhost";

    private final Path directory;
    private @Nullable Process process;

    /** One that keeps everything in this directory. */
    RealReceiver(Path directory) {
        this.directory = directory;
    }

    /** Whether there is an rsyslog here, with what it needs for TLS. */
    static boolean available() {
        return Tool.find("rsyslogd").isPresent() && Files.exists(DRIVERS.resolve("lmnsd_ossl.so"));
    }

    /** What tells a node to hand its log to the one that keeps everything in this directory; nothing where there is none. */
    static String settings(Path directory) {
        if (!available()) {
            return "";
        }
        makeCertificates(directory);
        return Map.of(
                        "host", THEIRS,
                        "port", PORT,
                        "ca", directory.resolve(THEIRS + ".pem"),
                        "certificate", directory.resolve(OURS + ".pem"),
                        "key", directory.resolve(OURS + "-key.pem"))
                .entrySet()
                .stream()
                .map(setting -> " -Dparley.audit.syslog." + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
    }

    /** Starts it, or starts it again. */
    void start() {
        Path configuration = directory.resolve("rsyslog.conf");
        try {
            Files.writeString(configuration, """
                    global(workDirectory="%1$s" maxMessageSize="8k"
                      defaultNetstreamDriver="ossl"
                      defaultNetstreamDriverCAFile="%1$s/%2$s.pem"
                      defaultNetstreamDriverCertFile="%1$s/%3$s.pem"
                      defaultNetstreamDriverKeyFile="%1$s/%3$s-key.pem")
                    module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="x509/certvalid")
                    input(type="imtcp" address="127.0.0.1" port="%4$d")
                    template(name="parts" type="string" string="%%pri%% %%app-name%% %%msgid%% %%structured-data%%\\n")
                    action(type="omfile" file="%1$s/received" template="parts")
                    """.formatted(directory, OURS, THEIRS, PORT));
            process = new ProcessBuilder(
                            Tool.find("rsyslogd").orElseThrow().toString(),
                            "-n",
                            "-f",
                            configuration.toString(),
                            "-i",
                            directory.resolve("pid").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("rsyslog.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has received, a message a line; one that is still being written is none yet. */
    List<String> received() {
        Path file = directory.resolve("received");
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it; it writes what it has received. */
    void stop() {
        if (process != null) {
            process.destroy();
            Patience.await("end of rsyslog", process.onExit());
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static void makeCertificates(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String name : List.of(OURS, THEIRS)) {
                if (!Files.exists(directory.resolve(name + "-key.pem"))) {
                    makeCertificate(directory, name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that vouches for itself. */
    private static void makeCertificate(Path directory, String name) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name + ".p12");
        Files.deleteIfExists(file);
        Tool.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        pem(
                directory.resolve(name + ".pem"),
                "CERTIFICATE",
                store.getCertificate(name).getEncoded());
        pem(
                directory.resolve(name + "-key.pem"),
                "PRIVATE KEY",
                store.getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private static void pem(Path file, String label, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
    }
}
