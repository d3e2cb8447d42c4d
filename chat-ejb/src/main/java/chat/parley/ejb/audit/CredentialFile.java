package chat.parley.ejb.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Base64;
import java.util.Map;

import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStore.CredentialSourceProtectionParameter;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/**
 * A credential store of WildFly, as {@code elytron-tool} and the server's own {@code credential-store} write it: secrets by
 * their aliases in a key store, PKCS #12 or JCEKS. It is only read.
 *
 * @param password what opens it
 */
record CredentialFile(Path path, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return path.toString();
    }

    /**
     * The key under this alias, kept as a secret: its encoded form in Base64, with or without the lines around it that PEM has.
     *
     * @throws IOException if the file cannot be read, or not with that password
     * @throws GeneralSecurityException if it is no credential store, or has no such secret
     */
    byte[] key(String alias) throws IOException, GeneralSecurityException {
        PasswordCredential secret = open().retrieve(alias, PasswordCredential.class);
        if (secret == null) {
            throw new GeneralSecurityException(path + " has no secret under the alias " + alias);
        }
        ClearPassword clear = secret.getPassword(ClearPassword.class);
        return Base64.getMimeDecoder().decode(new String(clear.getPassword()).replaceAll("-----[^-]+-----", ""));
    }

    private CredentialStore open() throws IOException, GeneralSecurityException {
        String type =
                KeyStore.getInstance(path.toFile(), password.toCharArray()).getType();
        CredentialStore store = CredentialStore.getInstance(
                "KeyStoreCredentialStore", WildFlyElytronCredentialStoreProvider.getInstance());
        PasswordCredential opening =
                new PasswordCredential(ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, password.toCharArray()));
        store.initialize(
                Map.of("location", path.toString(), "keyStoreType", type, "modifiable", "false"),
                new CredentialSourceProtectionParameter(IdentityCredentials.NONE.withCredential(opening)),
                new Provider[] {WildFlyElytronPasswordProvider.getInstance()});
        return store;
    }
}
