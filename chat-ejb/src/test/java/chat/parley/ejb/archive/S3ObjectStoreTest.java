package chat.parley.ejb.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.time.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static chat.parley.ejb.archive.ObjectStoreContract.away;
import static chat.parley.ejb.archive.ObjectStoreContract.bytes;
import static chat.parley.ejb.archive.ObjectStoreContract.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Against a real storage, as the owner of the bucket: nobody has more rights there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectStoreTest implements ObjectStoreContract {

    private RealStorage storage;
    private S3Client owner;
    private int buckets;
    private String bucket;
    private S3ObjectStore store;
    private final Instant later =
            Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600);

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        assumeTrue(RealStorage.available(), "Ceph (ceph-mon, ceph-osd, radosgw) is not installed");
        storage = new RealStorage(directory);
        owner = storage.owner();
    }

    @AfterAll
    void stop() {
        if (storage != null) {
            owner.close();
            storage.close();
        }
    }

    @BeforeEach
    void open() {
        bucket = "archive-" + ++buckets;
        owner.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        store = new S3ObjectStore(place(bucket, true), Clock.systemUTC());
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public Instant later() {
        return later;
    }

    @Test
    void the_owner_of_the_bucket_deletes_nothing_that_is_locked_and_shortens_no_lock() {
        store.put("a/b", bytes("one"), later);
        String version = versions().getFirst().versionId();

        assertForbidden(() ->
                owner.deleteObject(request -> request.bucket(bucket).key("a/b").versionId(version)));
        assertForbidden(() -> owner.deleteObject(
                request -> request.bucket(bucket).key("a/b").versionId(version).bypassGovernanceRetention(true)));
        assertForbidden(() -> owner.putObjectRetention(request -> request.bucket(bucket)
                .key("a/b")
                .versionId(version)
                .bypassGovernanceRetention(true)
                .retention(lock ->
                        lock.mode(ObjectLockRetentionMode.COMPLIANCE).retainUntilDate(later.minusSeconds(60)))));
        assertForbidden(() -> owner.putObjectRetention(request -> request.bucket(bucket)
                .key("a/b")
                .versionId(version)
                .bypassGovernanceRetention(true)
                .retention(lock -> lock.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(later))));

        assertThat(store.get("a/b")).isEqualTo(bytes("one"));
        assertThat(store.lockedUntil("a/b")).contains(later);
    }

    @Test
    void what_was_locked_is_deleted_when_its_time_has_come() {
        Instant soon = Instant.now(Clock.systemUTC()).plusSeconds(1);
        store.put("a/b", bytes("one"), soon);
        assertThat(store.lockedUntil("a/b").orElseThrow()).isAfterOrEqualTo(soon);

        Instant limit = soon.plusSeconds(10);
        while (!isDeleted() && Instant.now(Clock.systemUTC()).isBefore(limit)) {
            assertThat(versions()).hasSize(1);
        }

        assertThat(versions()).isEmpty();
    }

    @Test
    void deleting_leaves_no_version_behind() {
        store.put("a/b", bytes("one"), null);
        store.put("a/bc", bytes("another"), null);
        owner.putObject(request -> request.bucket(bucket).key("a/b"), RequestBody.fromString("two"));
        owner.deleteObject(request -> request.bucket(bucket).key("a/b"));
        assertThat(versions()).hasSize(3);

        store.delete("a/b");

        assertThat(versions()).extracting(ObjectVersion::key).containsExactly("a/bc");
        assertThatThrownBy(() -> store.get("a/b")).isInstanceOf(Missing.class);
    }

    @Test
    void a_bucket_without_locks_is_not_written_to_where_they_are_demanded() {
        owner.createBucket(request -> request.bucket(bucket + "-open"));
        try (S3ObjectStore demanding = new S3ObjectStore(place(bucket + "-open", true), Clock.systemUTC());
                S3ObjectStore plain = new S3ObjectStore(place(bucket + "-open", false), Clock.systemUTC())) {
            refused("archive.not-worm", demanding::check);
            refused("archive.not-worm", () -> demanding.put("a/b", bytes("one"), null));
            assertThatThrownBy(() -> demanding.get("a/b")).isInstanceOf(Missing.class);

            plain.check();
            plain.put("a/b", bytes("one"), later);
            assertThat(plain.lockedUntil("a/b")).isEmpty();
            plain.delete("a/b");
            assertThatThrownBy(() -> plain.get("a/b")).isInstanceOf(Missing.class);
        }
    }

    @Test
    void a_storage_that_is_away_is_said_to_be_and_loses_nothing() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        MovableClock clock = MovableClock.atNoon();
        ObjectStore watched = new WatchedObjectStore(store, clock, meters);
        watched.put("a/b", bytes("one"), later);

        storage.takeGatewayAway();
        try {
            away(() -> watched.get("a/b"));
            away(() -> watched.put("a/c", bytes("two"), null));
            away(() -> watched.delete("a/b"));
            clock.pass(Duration.ofMinutes(11));
            away(watched::check);
            assertThat(meters.counter("parley.archive.storage.failures").count())
                    .isEqualTo(4);
            assertThat(failing(meters)).isEqualTo(660);
        } finally {
            storage.bringGatewayBack();
        }

        watched.check();
        assertThat(failing(meters)).isZero();
        assertThat(watched.get("a/b")).isEqualTo(bytes("one"));
        watched.put("a/c", bytes("two"), null);
        assertThat(watched.get("a/c")).isEqualTo(bytes("two"));
    }

    @Test
    void whoever_has_the_wrong_secret_gets_nothing() {
        S3Place wrong = new S3Place(
                Optional.of(storage.endpoint()),
                "us-east-1",
                bucket,
                RealStorage.ACCESS_KEY,
                "x",
                Optional.empty(),
                Optional.empty(),
                true);
        store.put("a/b", bytes("one"), null);

        try (S3ObjectStore stranger = new S3ObjectStore(wrong, Clock.systemUTC())) {
            away(() -> stranger.get("a/b"));
            away(() -> stranger.put("a/c", bytes("two"), null));
            away(() -> stranger.delete("a/b"));
        }
        assertThat(store.get("a/b")).isEqualTo(bytes("one"));
    }

    @Test
    void over_tls_it_speaks_to_whom_the_authority_of_the_setting_vouches_for_and_to_nobody_else(@TempDir Path elsewhere)
            throws IOException {
        Path right = storage.authority().certificate();
        Path wrong = TestAuthority.in(elsewhere).certificate();

        try (S3ObjectStore safe = safe(Optional.of(right));
                S3ObjectStore deceived = safe(Optional.of(wrong));
                S3ObjectStore unset = safe(Optional.empty())) {
            safe.check();
            safe.put("a/b", bytes("one"), later);
            assertThat(safe.get("a/b")).isEqualTo(bytes("one"));
            assertThat(safe.lockedUntil("a/b")).contains(later);
            for (S3ObjectStore distrusting : List.of(deceived, unset)) {
                assertThatThrownBy(() -> distrusting.get("a/b"))
                        .isInstanceOf(Unavailable.class)
                        .hasRootCauseInstanceOf(GeneralSecurityException.class);
                away(() -> distrusting.put("a/c", bytes("two"), null));
            }
        }
        assertThat(versions()).extracting(ObjectVersion::key).containsExactly("a/b");
        assertThatThrownBy(() -> safe(Optional.of(elsewhere.resolve("none.pem"))))
                .hasMessageContaining("PARLEY_ARCHIVE_S3_CA");
    }

    private S3ObjectStore safe(Optional<Path> authorities) {
        return new S3ObjectStore(
                place(storage.safeEndpoint(), bucket, authorities, Optional.empty(), true), Clock.systemUTC());
    }

    @Test
    void what_is_written_has_the_storage_class_of_the_setting() {
        Optional<String> cold = Optional.of(RealStorage.COLD);
        Optional<String> unknown = Optional.of("UNHEARD_OF");
        try (S3ObjectStore classed = new S3ObjectStore(
                        place(storage.endpoint(), bucket, Optional.empty(), cold, true), Clock.systemUTC());
                S3ObjectStore mistaken = new S3ObjectStore(
                        place(storage.endpoint(), bucket, Optional.empty(), unknown, true), Clock.systemUTC())) {
            classed.put("a/b", bytes("one"), later);
            store.put("a/c", bytes("two"), later);

            assertThat(versions())
                    .extracting(ObjectVersion::key, ObjectVersion::storageClassAsString)
                    .containsExactly(tuple("a/b", RealStorage.COLD), tuple("a/c", "STANDARD"));
            assertThat(store.get("a/b")).isEqualTo(bytes("one"));
            away(() -> mistaken.put("a/d", bytes("three"), null));
        }
    }

    private static double failing(SimpleMeterRegistry meters) {
        return meters.get("parley.archive.storage.failing").gauge().value();
    }

    private boolean isDeleted() {
        try {
            store.delete("a/b");
            return true;
        } catch (Conflict locked) {
            return false;
        }
    }

    private List<ObjectVersion> versions() {
        return owner.listObjectVersions(request -> request.bucket(bucket)).versions();
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }

    private S3Place place(String name, boolean worm) {
        return place(storage.endpoint(), name, Optional.empty(), Optional.empty(), worm);
    }

    private static S3Place place(
            URI endpoint, String name, Optional<Path> authorities, Optional<String> storageClass, boolean worm) {
        return new S3Place(
                Optional.of(endpoint),
                "us-east-1",
                name,
                RealStorage.ACCESS_KEY,
                RealStorage.SECRET_KEY,
                authorities,
                storageClass,
                worm);
    }
}
