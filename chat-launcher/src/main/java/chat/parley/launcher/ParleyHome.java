package chat.parley.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are: a built checkout, and the data directory of one installation.
 *
 * @param checkout the top of the sources, built by {@code ./mvnw package}
 * @param data what belongs to this installation and must be kept: database, keys, the nodes' directories
 */
public record ParleyHome(Path checkout, Path data) {

    /** Makes both paths absolute. */
    public ParleyHome {
        checkout = checkout.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /**
     * The checkout that the working directory lies in, with its data in {@code .parley}.
     *
     * @throws LaunchException if the working directory lies in none
     */
    public static ParleyHome find() {
        Path here = Path.of("").toAbsolutePath();
        for (Path place = here; place != null; place = place.getParent()) {
            if (Files.isDirectory(place.resolve("server-config")) && Files.isDirectory(place.resolve("chat-ear"))) {
                return new ParleyHome(place, place.resolve(".parley"));
            }
        }
        throw new LaunchException(ExitCode.NOT_BUILT, here + " is not in a checkout of Parley");
    }

    /** The same checkout with its data elsewhere. */
    public ParleyHome withData(Path elsewhere) {
        return new ParleyHome(checkout, elsewhere);
    }

    /** The WildFly that nodes run. */
    public Path server() {
        return checkout.resolve("server-config/target/server");
    }

    /** The application. */
    public Path ear() {
        return checkout.resolve("chat-ear/target/parley.ear");
    }

    Path keys() {
        return data.resolve("keys");
    }

    Path nodes() {
        return data.resolve("nodes");
    }

    Path exports() {
        return data.resolve("exports");
    }

    Path archive() {
        return data.resolve("archive");
    }

    Path state() {
        return data.resolve("run.json");
    }

    /**
     * Checks that there is something to start.
     *
     * @throws LaunchException if the checkout is not built
     */
    void requireBuilt() {
        for (Path needed : new Path[] {server().resolve("bin/parley-node"), ear()}) {
            if (!Files.exists(needed)) {
                throw new LaunchException(
                        ExitCode.NOT_BUILT, "Not built: there is no " + needed + "; run ./mvnw package -DskipTests");
            }
        }
    }
}
