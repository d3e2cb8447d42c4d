package chat.parley.ejb.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStore.CredentialSourceProtectionParameter;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

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
        seal.storeFile = Optional.empty();
        seal.storePassword = Optional.empty();
        seal.alias = Optional.empty();
        seal.privateKeyFile = Optional.empty();
        seal.publicKeyFile = Optional.empty();
        return seal;
    }

    static Seal of(PrivateKey ours, PublicKey... all) {
        Seal seal = none();
        seal.privateKeyFile = Optional.of(file(pem("PRIVATE KEY", ours)));
        seal.publicKeyFile = Optional.of(
                file(Arrays.stream(all).map(key -> pem("PUBLIC KEY", key)).collect(Collectors.joining("Another:\n"))));
        return seal;
    }

    static Seal of(Path store, String password, PublicKey ours) {
        Seal seal = none();
        seal.storeFile = Optional.of(store.toString());
        seal.storePassword = Optional.of(password);
        seal.publicKeyFile = Optional.of(file(pem("PUBLIC KEY", ours)));
        return seal;
    }

    /** A credential store as the server writes it, with this key in it. */
    static Path store(String type, String password, String alias, PrivateKey key)
            throws IOException, GeneralSecurityException {
        Path file = Files.createTempDirectory("seal").resolve("store");
        CredentialStore store = CredentialStore.getInstance(
                "KeyStoreCredentialStore", WildFlyElytronCredentialStoreProvider.getInstance());
        store.initialize(
                Map.of("location", file.toString(), "keyStoreType", type, "create", "true"),
                new CredentialSourceProtectionParameter(IdentityCredentials.NONE.withCredential(secret(password))),
                new Provider[] {WildFlyElytronPasswordProvider.getInstance()});
        store.store(alias, secret(pem("PRIVATE KEY", key)));
        store.flush();
        return file;
    }

    private static PasswordCredential secret(String text) {
        return new PasswordCredential(ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, text.toCharArray()));
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
