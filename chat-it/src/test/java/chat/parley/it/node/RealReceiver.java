package chat.parley.it.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import chat.parley.it.client.Patience;
import chat.parley.it.host.Tool;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An rsyslog of this machine that the node hands its audit log to: over TLS, and it asks the node for a certificate. What it
 * took for the parts of each message is a line of a file.
 */
public final class RealReceiver implements AutoCloseable {

    private static final Pattern MESSAGE = Pattern.compile(
            "(\\d+) parley ([A-Z_]+) \\[parley@32473 organization=\"(\\d+)\" seq=\"(\\d+)\" .* deed=\"\\2\""
                    + " .*hash=\"(\\w{64})\"]");

    private static final Path DRIVERS = Path.of("/usr/lib/x86_64-linux-gnu/rsyslog");
    private static final String PASSWORD = "changeit";
    private static final String OURS = "parley";
    private static final String THEIRS = "localhost";

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    /** One that keeps everything in this directory, and listens at this port. */
    public RealReceiver(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** An entry of the audit log as it was received. */
    public record ReceivedEntry(long number, String hash) {}

    /** Whether there is an rsyslog here, with what it needs for TLS. */
    public static boolean available() {
        return Tool.find("rsyslogd").isPresent() && Files.exists(DRIVERS.resolve("lmnsd_ossl.so"));
    }

    /** What tells a node to hand its log to the one of this directory and port; nothing where there is none. */
    public static String settings(Path directory, int port) {
        if (!available()) {
            return "";
        }
        makeCertificates(directory);
        return Map.of(
                        "host", THEIRS,
                        "port", port,
                        "ca", directory.resolve(THEIRS + ".pem"),
                        "certificate", directory.resolve(OURS + ".pem"),
                        "key", directory.resolve(OURS + "-key.pem"))
                .entrySet()
                .stream()
                .map(setting -> " -Dparley.audit.syslog." + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
    }

    /** Starts it, or starts it again. */
    public void start() {
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
                    """.formatted(directory, OURS, THEIRS, port));
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

    /** The entries of an organization in the order in which they have come, each as often as it has. */
    public List<ReceivedEntry> entries(String organization) {
        List<ReceivedEntry> found = new ArrayList<>();
        for (String line : received()) {
            Matcher message = MESSAGE.matcher(line);
            assertThat(message.matches()).as(line).isTrue();
            if (message.group(3).equals(organization)) {
                found.add(new ReceivedEntry(Long.parseLong(message.group(4)), message.group(5)));
            }
        }
        return found;
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
