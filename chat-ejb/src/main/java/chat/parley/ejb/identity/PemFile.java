package chat.parley.ejb.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A file of keys or certificates in PEM form. */
public record PemFile(Path path) {

    /**
     * What is in all its parts of a label, in their order; at least one.
     *
     * @throws IOException if there is none, or the file cannot be read
     */
    public List<byte[]> parts(String label) throws IOException {
        String text = Files.readString(path, StandardCharsets.US_ASCII);
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        List<byte[]> parts = new ArrayList<>();
        int from = text.indexOf(begin);
        while (from >= 0) {
            int to = text.indexOf(end, from);
            if (to < 0) {
                break;
            }
            parts.add(Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to)));
            from = text.indexOf(begin, to);
        }
        if (parts.isEmpty()) {
            throw new IOException(path + " has no " + label + " in PEM form");
        }
        return parts;
    }

    /**
     * The certificates in it; at least one.
     *
     * @throws IOException if there is none, or the file cannot be read
     */
    public Certificate[] certificates() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(path)) {
            Certificate[] found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (found.length == 0) {
                throw new IOException(path + " has no certificate in PEM form");
            }
            return found;
        }
    }

    /** Those who believe whomever these certificates vouch for, and nobody else. */
    public TrustManager[] trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int next = 0;
        for (Certificate authority : certificates()) {
            store.setCertificateEntry(Integer.toString(next++), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
