package chat.parley.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * The pair of Ed25519 keys that an installation signs with what has to be provable later. The public one may be given to
 * whoever is to verify it, and former ones may follow in the same file.
 *
 * @param privateFile PEM, PKCS#8; only its owner can read it
 * @param publicFile PEM, X.509
 */
public record SealKeys(Path privateFile, Path publicFile) {

    private static final String PRIVATE = "PARLEY_SEAL_PRIVATE_KEY";
    private static final String PUBLIC = "PARLEY_SEAL_PUBLIC_KEY";

    /** Those in this directory, made now if there are none. */
    public static SealKeys in(Path directory) {
        SealKeys keys = new SealKeys(directory.resolve("seal-private.pem"), directory.resolve("seal-public.pem"));
        if (!Files.exists(keys.privateFile) || !Files.exists(keys.publicFile)) {
            keys.make();
        }
        return keys;
    }

    /** Those that this environment names, or else those in this directory. */
    static SealKeys of(Map<String, String> environment, Path directory) {
        return environment.containsKey(PRIVATE) && environment.containsKey(PUBLIC)
                ? new SealKeys(Path.of(environment.get(PRIVATE)), Path.of(environment.get(PUBLIC)))
                : in(directory);
    }

    /** What tells a node of them. */
    Map<String, String> environment() {
        return Map.of(PRIVATE, privateFile.toString(), PUBLIC, publicFile.toString());
    }

    private void make() {
        try {
            KeyPairFiles.write(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), privateFile, publicFile);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
