package chat.parley.bench;

import java.nio.file.Path;

import chat.parley.launcher.ParleyHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command keeps what it starts for itself: apart from the installation, and from other commands. */
final class DataOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where all of it is kept (.parley/bench-${COMMAND-NAME} in the checkout).")
    @Nullable
    Path directory;

    ParleyHome home() {
        ParleyHome home = ParleyHome.find();
        return home.withData(directory == null ? home.data().resolve("bench-" + spec.name()) : directory);
    }
}
