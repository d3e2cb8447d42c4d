package chat.parley.ejb.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import chat.parley.ejb.identity.PemFile;
import org.jspecify.annotations.Nullable;

/**
 * By what a receiver is known here, and what it knows us by: files in PEM form. They are read for each connection, so that
 * one that was renewed counts without a restart.
 *
 * @param authorities the certificates of those who vouch for the receiver; empty: those that Java trusts
 * @param certificate ours, with those in between, if the receiver asks for one
 * @param key what belongs to it, in PKCS #8
 */
record SyslogTrust(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {

    private static final char[] IN_MEMORY = {};

    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(), authorities.isEmpty() ? null : new PemFile(authorities.get()).trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The keys and certificates for handing on the audit log cannot be used", e);
        }
    }

    private KeyManager @Nullable [] identity() throws IOException, GeneralSecurityException {
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new IOException("PARLEY_AUDIT_SYSLOG_CERTIFICATE and PARLEY_AUDIT_SYSLOG_KEY belong together");
        }
        Certificate[] chain = new PemFile(certificate.get()).certificates();
        KeyStore store = empty();
        store.setKeyEntry("ours", privateKey(key.get(), chain[0]), IN_MEMORY, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static PrivateKey privateKey(Path file, Certificate of) throws IOException, GeneralSecurityException {
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(new PemFile(file).parts("PRIVATE KEY").getFirst());
        return KeyFactory.getInstance(of.getPublicKey().getAlgorithm()).generatePrivate(encoded);
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY);
        return store;
    }
}
