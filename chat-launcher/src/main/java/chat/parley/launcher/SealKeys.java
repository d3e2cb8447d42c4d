package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/**
 * The pair of Ed25519 keys that an installation of ours signs with what has to be provable later. The private one lies
 * in a credential store of WildFly, made by the server's own tool, whose password is in a file beside it. The public
 * one may be given to whoever is to verify, and former ones may follow in the same file.
 */
public final class SealKeys {

    private final ParleyHome home;

    /** Those of this installation; they need not be there yet. */
    public SealKeys(ParleyHome home) {
        this.home = home;
    }

    /** Whether somebody brings keys of their own. */
    static boolean areIn(Map<String, String> environment) {
        return environment.containsKey("PARLEY_SEAL_PUBLIC_KEY");
    }

    /** Makes them, unless they are there. A private one that lies in a file of its own, as it once did, moves into the store. */
    public void provide() {
        if (Files.exists(store())) {
            return;
        }
        try {
            if (!Files.exists(formerFile())) {
                KeyPairFiles.write(newPair(), formerFile(), publicFile());
            }
            SecretFile.provide(passwordFile());
            keep(Files.readString(formerFile()).replaceAll("-----[^-]+-----|\\s", ""));
            Files.delete(formerFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PEM, X.509. */
    public Path publicFile() {
        return home.keys().resolve("seal-public.pem");
    }

    /** What tells a node of them, by the names of its settings in the environment. */
    public Map<String, String> environment() {
        return Map.of(
                "PARLEY_SEAL_STORE", store().toString(),
                "PARLEY_SEAL_STORE_PASSWORD", SecretFile.read(passwordFile()),
                "PARLEY_SEAL_PUBLIC_KEY", publicFile().toString());
    }

    /** Neither the password nor the key is an argument, which others on this machine could see. */
    private void keep(String key) throws IOException {
        Path unfinished = store().resolveSibling("seal.new");
        Files.deleteIfExists(unfinished);
        String password = SecretFile.read(passwordFile());
        Command.Result made = Command.of(List.of(
                        home.server().resolve("bin/elytron-tool.sh").toString(),
                        "credential-store",
                        "--create",
                        "--location=" + unfinished,
                        "--properties=keyStoreType=PKCS12",
                        "--add=seal"))
                .with("JAVA_HOME", System.getProperty("java.home"))
                .run(String.join("\n", password, password, key, key, ""));
        if (!made.good() || !Files.exists(unfinished)) {
            throw new LaunchException(
                    ExitCode.UNEXPECTED, "The credential store " + store() + " could not be made: " + made.lastLine());
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
        Files.move(unfinished, store(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store() {
        return home.keys().resolve("seal.store");
    }

    private Path passwordFile() {
        return home.keys().resolve("seal-password");
    }

    private Path formerFile() {
        return home.keys().resolve("seal-private.pem");
    }
}
