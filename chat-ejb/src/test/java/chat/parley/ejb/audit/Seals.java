package chat.parley.ejb.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/** What signs, put together as the container would, with keys in files. */
public final class Seals {

    private Seals() {}

    /** One with a new pair of keys. */
    public static Seal fresh() {
        KeyPair pair = pair();
        return of(pair.getPrivate(), pair.getPublic());
    }

    /** One of an installation that has no keys. */
    public static Seal none() {
        Seal seal = new Seal();
        seal.privateKeyFile = Optional.empty();
        seal.publicKeyFile = Optional.empty();
        return seal;
    }

    static Seal of(PrivateKey ours, PublicKey... all) {
        Seal seal = new Seal();
        seal.privateKeyFile = Optional.of(file(pem("PRIVATE KEY", ours)));
        seal.publicKeyFile = Optional.of(
                file(Arrays.stream(all).map(key -> pem("PUBLIC KEY", key)).collect(Collectors.joining("Another:\n"))));
        return seal;
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + label + "-----\n";
    }

    private static String file(String text) {
        try {
            Path file = Files.createTempFile("seal", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
