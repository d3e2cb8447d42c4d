package chat.parley.ejb.archive;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a storage that speaks S3 is found, and who vouches for it, as the operator has set it. */
@ApplicationScoped
public class S3EndpointSettings {

    @Inject
    @ConfigProperty(name = "parley.archive.s3.endpoint")
    Optional<String> endpoint;

    @Inject
    @ConfigProperty(name = "parley.archive.s3.region", defaultValue = "us-east-1")
    String region;

    @Inject
    @ConfigProperty(name = "parley.archive.s3.ca")
    Optional<String> authorities;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected S3EndpointSettings() {}

    Optional<URI> endpoint() {
        return endpoint.map(URI::create);
    }

    String region() {
        return region;
    }

    Optional<Path> authorities() {
        return authorities.map(Path::of);
    }
}
