package chat.parley.ejb.archive;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where objects lie in a storage that speaks S3.
 *
 * @param endpoint Amazon's own for the region if there is none
 * @param authorities the certificates of those who vouch for the endpoint, in PEM form; those that Java trusts if there
 *     is no file
 * @param storageClass the bucket's default if there is none
 * @param worm whether objects are locked there in mode COMPLIANCE, against whoever owns the bucket too
 */
record S3Place(
        Optional<URI> endpoint,
        String region,
        String bucket,
        String accessKey,
        String secretKey,
        Optional<Path> authorities,
        Optional<String> storageClass,
        boolean worm) {

    @Override
    public String toString() {
        return bucket + " at " + endpoint.map(URI::toString).orElse(region);
    }
}
