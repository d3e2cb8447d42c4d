package chat.parley.ejb.archive;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where what is archived lies, as the operator has set it. There is no default: it has to outlive a node. */
@ApplicationScoped
public class ArchiveSettings {

    @Inject
    @ConfigProperty(name = "parley.archive.dir")
    Optional<String> directory;

    @Inject
    S3Settings bucket;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected ArchiveSettings() {}

    /** The one that is asked: the bucket, if one is named, or else the directory. */
    @Produces
    @ApplicationScoped
    ObjectStore store() {
        return new WatchedObjectStore(named(), clock, meters);
    }

    /** When the application ends. */
    void close(@Disposes ObjectStore store) {
        store.close();
    }

    private ObjectStore named() {
        return bucket.place()
                .<ObjectStore>map(place -> new S3ObjectStore(place, clock))
                .or(() -> directory.map(path -> new FileObjectStore(Path.of(path), clock)))
                .orElseGet(NoObjectStore::new);
    }
}
