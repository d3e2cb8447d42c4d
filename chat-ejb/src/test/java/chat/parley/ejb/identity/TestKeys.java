package chat.parley.ejb.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys as the launcher makes them, in files. */
final class TestKeys {

    static final TokenKeys OURS = of(pair(2048));

    private TestKeys() {}

    static KeyPair pair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static TokenKeys of(KeyPair pair) {
        return of(
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    static TokenKeys of(String privatePem, String publicPem) {
        TokenKeys keys = new TokenKeys();
        keys.privateKeyFile = file(privatePem);
        keys.publicKeyFile = file(publicPem);
        keys.read();
        return keys;
    }

    static String pem(String label, byte[] encoded) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END " + label + "-----\n";
    }

    private static String file(String text) {
        try {
            Path file = Files.createTempFile("key", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
