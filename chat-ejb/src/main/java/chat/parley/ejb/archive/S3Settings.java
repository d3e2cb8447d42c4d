package chat.parley.ejb.archive;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A storage that speaks S3, as the operator has set it. */
@ApplicationScoped
public class S3Settings {

    @Inject
    S3EndpointSettings endpoint;

    @Inject
    @ConfigProperty(name = "parley.archive.s3.bucket")
    Optional<String> bucket;

    @Inject
    @ConfigProperty(name = "parley.archive.s3.access-key")
    Optional<String> accessKey;

    @Inject
    @ConfigProperty(name = "parley.archive.s3.secret-key")
    Optional<String> secretKey;

    @Inject
    @ConfigProperty(name = "parley.archive.s3.storage-class")
    Optional<String> storageClass;

    @Inject
    @ConfigProperty(name = "parley.archive.s3.worm", defaultValue = "false")
    boolean worm;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected S3Settings() {}

    /** Where objects are to lie; empty if no bucket is named. */
    Optional<S3Place> place() {
        return bucket.map(name -> new S3Place(
                endpoint.endpoint(),
                endpoint.region(),
                name,
                needed(accessKey, "ACCESS_KEY"),
                needed(secretKey, "SECRET_KEY"),
                endpoint.authorities(),
                storageClass,
                worm));
    }

    private static String needed(Optional<String> setting, String name) {
        return setting.orElseThrow(
                () -> new IllegalStateException("PARLEY_ARCHIVE_S3_BUCKET needs PARLEY_ARCHIVE_S3_" + name));
    }
}
