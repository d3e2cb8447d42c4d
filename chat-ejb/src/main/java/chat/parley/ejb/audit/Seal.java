package chat.parley.ejb.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.PemFile;
import chat.parley.ejb.problem.ChatException.Conflict;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Signs what has to be provable later, in the name of the installation: Ed25519, with a key in PKCS #8 from a
 * credential store of WildFly, or else from a PEM file ({@code PRIVATE KEY}). The file of public keys ({@code PUBLIC
 * KEY} in X.509) has the one that goes with it first; former ones may follow, and what they have signed is still
 * verified. Everybody who has that file can verify without this server.
 */
@ApplicationScoped
public class Seal {

    private static final String ED25519 = "Ed25519";
    private static final String ALIAS = "seal";
    private static final int NAME_BYTES = 8;
    private static final byte[] PROBE = {};
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    @Inject
    @ConfigProperty(name = "parley.seal.store")
    Optional<String> storeFile;

    @Inject
    @ConfigProperty(name = "parley.seal.store-password")
    Optional<String> storePassword;

    @Inject
    @ConfigProperty(name = "parley.seal.alias")
    Optional<String> alias;

    @Inject
    @ConfigProperty(name = "parley.seal.private-key")
    Optional<String> privateKeyFile;

    @Inject
    @ConfigProperty(name = "parley.seal.public-key")
    Optional<String> publicKeyFile;

    private @Nullable Keys keys;

    /** For the container, and for tests. */
    @SuppressWarnings("NullAway.Init")
    protected Seal() {}

    /**
     * What was signed with which key.
     *
     * @param key the key's name: the first 16 hexadecimal digits of the SHA-256 of its public half
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Signature(String key, byte[] value) {}

    private record Keys(String name, PrivateKey ours, Map<String, PublicKey> all) {}

    /**
     * Asks whether there is a key, before something is begun that has to be signed.
     *
     * @throws Conflict if there is none; its cause is for the operator
     */
    public void check() {
        try {
            keys();
        } catch (IllegalStateException e) {
            Conflict refused = new Conflict("seal.missing", "The installation has no key to sign that with.");
            refused.initCause(e);
            throw refused;
        }
    }

    /**
     * Signs this.
     *
     * @throws IllegalStateException if the installation has no key for that
     */
    public Signature sign(byte[] content) {
        return sign(keys(), content);
    }

    private static Signature sign(Keys known, byte[] content) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance(ED25519);
            signature.initSign(known.ours);
            signature.update(content);
            return new Signature(known.name, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key for signing does not sign", e);
        }
    }

    /** Whether exactly this was signed, with a key that is known here. */
    public boolean verifies(byte[] content, Signature signature) {
        return verifies(keys(), content, signature);
    }

    private static boolean verifies(Keys known, byte[] content, Signature signature) {
        PublicKey key = known.all.get(signature.key());
        if (key == null) {
            return false;
        }
        try {
            java.security.Signature verifying = java.security.Signature.getInstance(ED25519);
            verifying.initVerify(key);
            verifying.update(content);
            return verifying.verify(signature.value());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The public half of what is signed with now, in X.509. */
    public byte[] publicKey() {
        Keys known = keys();
        return known.all.values().iterator().next().getEncoded();
    }

    /** What a key is called. */
    public static String name(byte[] publicKey) {
        return HexFormat.of().formatHex(sha256().digest(publicKey), 0, NAME_BYTES);
    }

    /** A public key as files have it. */
    public static String pem(byte[] publicKey) {
        return "-----BEGIN PUBLIC KEY-----\n" + LINES.encodeToString(publicKey) + "\n-----END PUBLIC KEY-----\n";
    }

    /** What all hashes are made with that are signed. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Read when they are needed first: who has not set them can do all that needs no signature. */
    private synchronized Keys keys() {
        Keys known = keys;
        if (known == null) {
            known = read();
            if (!verifies(known, PROBE, sign(known, PROBE))) {
                throw new IllegalStateException("The first public key for signing does not go with the private one");
            }
            keys = known;
        }
        return known;
    }

    private Keys read() {
        String ours = storeFile.or(() -> privateKeyFile).orElseThrow(Seal::notSet);
        Path publicFile = Path.of(publicKeyFile.orElseThrow(Seal::notSet));
        try {
            KeyFactory factory = KeyFactory.getInstance(ED25519);
            List<byte[]> encoded = new PemFile(publicFile).parts("PUBLIC KEY");
            Map<String, PublicKey> all = new LinkedHashMap<>();
            for (byte[] key : encoded) {
                all.put(name(key), factory.generatePublic(new X509EncodedKeySpec(key)));
            }
            PrivateKey signing = factory.generatePrivate(new PKCS8EncodedKeySpec(encodedPrivateKey(Path.of(ours))));
            return new Keys(name(encoded.getFirst()), signing, all);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The keys for signing cannot be read from " + ours + " and " + publicFile, e);
        }
    }

    private byte[] encodedPrivateKey(Path file) throws IOException, GeneralSecurityException {
        return storeFile.isPresent()
                ? new CredentialFile(file, storePassword.orElse("")).key(alias.orElse(ALIAS))
                : new PemFile(file).parts("PRIVATE KEY").getFirst();
    }

    private static IllegalStateException notSet() {
        return new IllegalStateException(
                "PARLEY_SEAL_PUBLIC_KEY, and PARLEY_SEAL_STORE or PARLEY_SEAL_PRIVATE_KEY, are not set");
    }
}
