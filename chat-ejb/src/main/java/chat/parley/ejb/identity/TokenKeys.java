package chat.parley.ejb.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The pair of RSA keys that this installation signs its access tokens with, the same on all its nodes: PEM files
 * ({@code PRIVATE KEY} in PKCS #8, {@code PUBLIC KEY} in X.509), read once when the node starts. Whoever can read the
 * private one can act as anybody.
 */
@ApplicationScoped
public class TokenKeys {

    private static final int LEAST_BITS = 2048;

    @Inject
    @ConfigProperty(name = "parley.jwt.private-key")
    String privateKeyFile;

    @Inject
    @ConfigProperty(name = "parley.jwt.public-key")
    String publicKeyFile;

    private RSAPrivateKey privateKey;
    private RSAPublicKey publicKey;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected TokenKeys() {}

    @PostConstruct
    void read() {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            privateKey =
                    (RSAPrivateKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(pem(privateKeyFile, "PRIVATE KEY")));
            publicKey = (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(pem(publicKeyFile, "PUBLIC KEY")));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The keys for access tokens cannot be read from " + privateKeyFile + " and " + publicKeyFile, e);
        }
        check();
    }

    private void check() {
        if (publicKey.getModulus().bitLength() < LEAST_BITS) {
            throw new IllegalStateException("The key in " + publicKeyFile + " has less than " + LEAST_BITS + " bits");
        }
        if (!publicKey.getModulus().equals(privateKey.getModulus())) {
            throw new IllegalStateException(
                    "The keys in " + privateKeyFile + " and " + publicKeyFile + " are not of one pair");
        }
    }

    /** What signs. */
    RSAPrivateKey privateKey() {
        return privateKey;
    }

    /** What verifies. */
    RSAPublicKey publicKey() {
        return publicKey;
    }

    private static byte[] pem(String file, String label) throws IOException {
        return new PemFile(Path.of(file)).parts(label).getFirst();
    }
}
