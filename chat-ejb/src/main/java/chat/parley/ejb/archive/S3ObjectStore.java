package chat.parley.ejb.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;

import chat.parley.ejb.identity.PemFile;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in a bucket of a storage that speaks S3. Where that is to be WORM every lock is a retention of Object Lock in mode
 * COMPLIANCE, which the storage keeps against its owner too: the bucket is looked at before the first object, and the lock of
 * each is read back. Otherwise nothing is locked, and {@link #lockedUntil} says so. Deleting destroys all versions.
 */
final class S3ObjectStore implements ObjectStore {

    private static final String HASH = "sha256";
    private static final int REFUSED = 403;
    /** The storage decides by its own clock whether a lock is over. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration ALL_ATTEMPTS = Duration.ofMinutes(2);

    private final S3Place place;
    private final Clock clock;
    private final S3Client client;
    private volatile boolean lookedAt;

    S3ObjectStore(S3Place place, Clock clock) {
        this.place = place;
        this.clock = clock;
        this.client = client(place);
    }

    /** One that speaks to this place; three attempts at most, and nobody waits for ever. */
    static S3Client client(S3Place place) {
        S3ClientBuilder builder = S3Client.builder();
        place.endpoint().ifPresent(builder::endpointOverride);
        UrlConnectionHttpClient.Builder http =
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
        place.authorities().map(S3ObjectStore::trust).ifPresent(trust -> http.tlsTrustManagersProvider(() -> trust));
        return builder.region(Region.of(place.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(place.accessKey(), place.secretKey())))
                .httpClient(http.build())
                .overrideConfiguration(
                        calls -> calls.retryStrategy(RetryMode.STANDARD).apiCallTimeout(ALL_ATTEMPTS))
                // Others than Amazon do not know its newer checksums: MD5 is sent with each object, SHA-256 kept with
                // it.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(place.endpoint().isPresent())
                        .chunkedEncodingEnabled(false)
                        .build())
                .build();
    }

    private static TrustManager[] trust(Path authorities) {
        try {
            return new PemFile(authorities).trust();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("PARLEY_ARCHIVE_S3_CA names no certificates that can be used", e);
        }
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void check() {
        asked(() -> {
            lookedAt = false;
            client.headBucket(request -> request.bucket(place.bucket()));
            checkBucket();
            return place;
        });
    }

    @Override
    public void put(String name, byte[] content, @Nullable Instant lockedUntil) {
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("an object of " + content.length + " bytes");
        }
        String key = new ObjectName(name).text();
        Optional<Instant> until = Optional.ofNullable(lockedUntil)
                .filter(time -> place.worm())
                .map(time -> time.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS));
        asked(() -> {
            checkBucket();
            Optional<HeadObjectResponse> there = head(key);
            if (there.isEmpty()) {
                write(key, content, until);
            } else if (!isSame(key, there.get(), content)) {
                throw StoreProblems.differs();
            } else if (until.isPresent() && !isLocked(there, until.get())) {
                lockLonger(key, until.get());
            }
            if (until.isPresent() && !isLocked(head(key), until.get())) {
                throw StoreProblems.away(new IOException("the storage does not keep the lock of " + key));
            }
            return until;
        });
    }

    @Override
    public byte[] get(String name) {
        String key = new ObjectName(name).text();
        return asked(() -> {
            try (ResponseInputStream<GetObjectResponse> stream =
                    client.getObject(request -> request.bucket(place.bucket()).key(key))) {
                if (stream.response().contentLength() > LARGEST) {
                    stream.abort();
                    throw new IOException("larger than any object: " + key);
                }
                return stream.readAllBytes();
            } catch (NoSuchKeyException e) {
                throw StoreProblems.missing();
            } catch (IOException e) {
                throw StoreProblems.away(e);
            }
        });
    }

    @Override
    public void delete(String name) {
        String key = new ObjectName(name).text();
        ListObjectVersionsRequest whole = ListObjectVersionsRequest.builder()
                .bucket(place.bucket())
                .prefix(key)
                .build();
        asked(() -> {
            client.listObjectVersionsPaginator(whole).forEach(page -> {
                page.versions().stream()
                        .filter(version -> version.key().equals(key))
                        .forEach(version -> delete(key, version.versionId()));
                page.deleteMarkers().stream()
                        .filter(marker -> marker.key().equals(key))
                        .forEach(marker -> delete(key, marker.versionId()));
            });
            return key;
        });
    }

    @Override
    public Optional<Instant> lockedUntil(String name) {
        String key = new ObjectName(name).text();
        return asked(() -> lockOf(head(key).orElseThrow(StoreProblems::missing)));
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw StoreProblems.away(e);
        }
    }

    /** What is to be WORM is written to no bucket that is not. */
    private void checkBucket() {
        if (lookedAt || !place.worm()) {
            return;
        }
        boolean versioned = client.getBucketVersioning(request -> request.bucket(place.bucket()))
                        .status()
                == BucketVersioningStatus.ENABLED;
        if (!versioned || !locks()) {
            throw StoreProblems.notWorm();
        }
        lookedAt = true;
    }

    private boolean locks() {
        try {
            return client.getObjectLockConfiguration(request -> request.bucket(place.bucket()))
                            .objectLockConfiguration()
                            .objectLockEnabled()
                    == ObjectLockEnabled.ENABLED;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) { // ObjectLockConfigurationNotFoundError
                return false;
            }
            throw e;
        }
    }

    private Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(place.bucket()).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private void write(String key, byte[] content, Optional<Instant> until) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(place.bucket())
                .key(key)
                .contentType("application/octet-stream")
                .contentMD5(Base64.getEncoder().encodeToString(digest("MD5", content)))
                .metadata(Map.of(HASH, hash(content)));
        place.storageClass().ifPresent(request::storageClass);
        until.ifPresent(
                time -> request.objectLockMode(ObjectLockMode.COMPLIANCE).objectLockRetainUntilDate(time));
        client.putObject(request.build(), RequestBody.fromBytes(content));
    }

    private boolean isSame(String key, HeadObjectResponse there, byte[] content) {
        String known = there.metadata().get(HASH);
        return hash(content).equals(known == null ? hash(get(key)) : known);
    }

    private void lockLonger(String key, Instant until) {
        client.putObjectRetention(request -> request.bucket(place.bucket())
                .key(key)
                .retention(lock -> lock.mode(ObjectLockRetentionMode.COMPLIANCE).retainUntilDate(until)));
    }

    private static boolean isLocked(Optional<HeadObjectResponse> there, Instant until) {
        return there.flatMap(S3ObjectStore::lockOf)
                .filter(time -> !time.isBefore(until))
                .isPresent();
    }

    private static Optional<Instant> lockOf(HeadObjectResponse there) {
        return there.objectLockMode() == ObjectLockMode.COMPLIANCE
                ? Optional.ofNullable(there.objectLockRetainUntilDate())
                : Optional.empty();
    }

    private void delete(String key, String version) {
        try {
            client.deleteObject(
                    request -> request.bucket(place.bucket()).key(key).versionId(version));
        } catch (S3Exception e) {
            if (e.statusCode() != REFUSED) {
                throw e;
            }
            throw head(key)
                    .flatMap(S3ObjectStore::lockOf)
                    .filter(time -> time.plus(CLOCKS_APART).isAfter(clock.instant()))
                    .<RuntimeException>map(StoreProblems::locked)
                    .orElse(e);
        }
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(digest("SHA-256", content));
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
