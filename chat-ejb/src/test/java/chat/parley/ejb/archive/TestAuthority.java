package chat.parley.ejb.archive;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of our own, as a company has one, which vouches for servers; all in files in PEM form. */
record TestAuthority(Path directory, KeyPair keys) {

    private static final X500Name NAME = new X500Name("CN=An authority of ours");

    /** A new one. */
    static TestAuthority in(Path directory) throws IOException {
        TestAuthority authority = new TestAuthority(directory, newKeys());
        X509v3CertificateBuilder own = authority.begin(NAME, authority.keys.getPublic());
        own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        authority.sign(own, authority.certificate());
        return authority;
    }

    /** Its own certificate. */
    Path certificate() {
        return directory.resolve("authority.pem");
    }

    /** Vouches for a server at an address: {@code ADDRESS.pem} and {@code ADDRESS-key.pem}. */
    void certify(String address) throws IOException {
        KeyPair servers = newKeys();
        X509v3CertificateBuilder certificate = begin(new X500Name("CN=" + address), servers.getPublic());
        certificate.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
        sign(certificate, directory.resolve(address + ".pem"));
        write(
                directory.resolve(address + "-key.pem"),
                "PRIVATE KEY",
                servers.getPrivate().getEncoded());
    }

    private X509v3CertificateBuilder begin(X500Name subject, PublicKey key) {
        Instant now = Instant.now(Clock.systemUTC());
        return new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofHours(1))),
                subject,
                key);
    }

    private void sign(X509v3CertificateBuilder certificate, Path file) throws IOException {
        try {
            write(
                    file,
                    "CERTIFICATE",
                    certificate
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                            .getEncoded());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String label, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(content).replace("\r", "")
                        + "\n-----END " + label + "-----\n");
    }
}
