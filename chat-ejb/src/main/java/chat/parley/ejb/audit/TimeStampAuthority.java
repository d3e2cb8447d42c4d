package chat.parley.ejb.audit;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditStamp;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Somebody outside who says that something was there at a time: a time-stamp authority, asked over HTTP (RFC 3161, section
 * 3.4). It is told a hash only. Whether its certificate is to be believed is for whoever verifies the stamp.
 */
@ApplicationScoped
public class TimeStampAuthority {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 << 10;
    private static final int BITS_OF_A_NONCE = 64;

    @Inject
    @ConfigProperty(name = "parley.audit.tsa.url")
    Optional<String> url;

    private final SecureRandom random = new SecureRandom();
    private HttpClient client;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected TimeStampAuthority() {}

    /**
     * What it says.
     *
     * @param token its signed word (TimeStampToken), in DER
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Stamp(Instant at, byte[] token) {}

    @PostConstruct
    void open() {
        client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    /** Whether there is one. */
    boolean isThere() {
        return url.isPresent();
    }

    /**
     * Has it stamp the SHA-256 hash of this content.
     *
     * @throws IOException if it does not answer within ten seconds, refuses, or says something else than it was asked
     */
    Stamp stamp(byte[] content) throws IOException {
        try {
            TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
            asking.setCertReq(true);
            TimeStampRequest request = asking.generate(
                    TSPAlgorithms.SHA256,
                    MessageDigest.getInstance("SHA-256").digest(content),
                    new BigInteger(BITS_OF_A_NONCE, random));
            TimeStampResponse response = new TimeStampResponse(ask(request.getEncoded()));
            response.validate(request);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                throw new IOException("the time-stamp authority refuses: " + response.getStatusString());
            }
            return new Stamp(token.getTimeStampInfo().getGenTime().toInstant(), token.getEncoded());
        } catch (TSPException | GeneralSecurityException e) {
            throw new IOException("the time-stamp authority does not say what it was asked", e);
        }
    }

    /** Whether a stamp is one on this content, at this time; not whether who has signed it is to be believed. */
    static boolean isAbout(AuditStamp stamp, byte[] content) {
        try {
            TimeStampTokenInfo said = new TimeStampToken(new CMSSignedData(stamp.token())).getTimeStampInfo();
            return MessageDigest.isEqual(
                            said.getMessageImprintDigest(), Seal.sha256().digest(content))
                    && said.getGenTime().toInstant().equals(stamp.at());
        } catch (TSPException | CMSException | IOException e) {
            return false;
        }
    }

    private byte[] ask(byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.orElseThrow()))
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("the time-stamp authority answered " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the time-stamp authority does not answer", e);
        } finally {
            asked.cancel(true);
        }
    }
}
