package chat.parley.it.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import chat.parley.launcher.ParleyHome;

/** The settings that a node knows. */
final class Settings {

    private static final Pattern NAME = Pattern.compile("`([A-Z0-9_]+)`");

    private Settings() {}

    /** All of which server-config/README.md says in a table what they mean. */
    static Set<String> documented() {
        try {
            return Files.readAllLines(ParleyHome.find().checkout().resolve("server-config/README.md")).stream()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(0, line.indexOf('|', 1)))
                    .flatMap(cell -> NAME.matcher(cell).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
