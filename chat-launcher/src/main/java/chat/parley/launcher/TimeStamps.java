package chat.parley.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/** What time-stamp authorities say (RFC 3161), verified without asking them. */
public final class TimeStamps {

    private TimeStamps() {}

    /** That something was there at a time, and who says so. */
    public record Stamp(Instant at, String by) {}

    /** The certificates of a file in PEM form, to be believed whoever they have certified. */
    public static Set<TrustAnchor> roots(Path pem) throws IOException {
        Set<TrustAnchor> anchors = new HashSet<>();
        try {
            for (Certificate each : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))) {
                anchors.add(new TrustAnchor((X509Certificate) each, null));
            }
        } catch (CertificateException e) {
            throw new LaunchException(ExitCode.USAGE, "There are no certificates in " + pem, e);
        }
        return anchors;
    }

    /**
     * What a token says of this content.
     *
     * @param roots who is believed; null: everybody, which proves only that the token hangs together
     * @throws GeneralSecurityException if it is about something else, is not signed by an authority, or by one that nobody
     *     believed has certified
     */
    static Stamp verify(byte[] token, byte[] content, @Nullable Set<TrustAnchor> roots)
            throws GeneralSecurityException {
        try {
            TimeStampToken read = new TimeStampToken(new CMSSignedData(token));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            if (!TSPAlgorithms.SHA256.equals(read.getTimeStampInfo().getMessageImprintAlgOID())
                    || !MessageDigest.isEqual(hash, read.getTimeStampInfo().getMessageImprintDigest())) {
                throw new GeneralSecurityException("it is about something else");
            }
            X509CertificateHolder signer = signer(read);
            read.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            Date at = read.getTimeStampInfo().getGenTime();
            if (roots != null) {
                believe(signer, read.getCertificates().getMatches(null), at, roots);
            }
            return new Stamp(at.toInstant(), signer.getSubject().toString());
        } catch (CMSException | TSPException | OperatorCreationException | IOException e) {
            throw new GeneralSecurityException("it is not signed by an authority", e);
        }
    }

    private static X509CertificateHolder signer(TimeStampToken token) throws GeneralSecurityException {
        for (X509CertificateHolder each : token.getCertificates().getMatches(null)) {
            if (token.getSID().match(each)) {
                return each;
            }
        }
        throw new GeneralSecurityException("the certificate of its authority is not there");
    }

    /** As of the time that is said: certificates end, what they signed before does not (RFC 3161, section 4.3). */
    private static void believe(
            X509CertificateHolder signer, Collection<X509CertificateHolder> others, Date at, Set<TrustAnchor> roots)
            throws GeneralSecurityException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> all = new ArrayList<>();
        for (X509CertificateHolder each : others) {
            all.add(converter.getCertificate(each));
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(converter.getCertificate(signer));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(at);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }
}
