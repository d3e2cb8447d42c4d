package chat.parley.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import chat.parley.bench.report.Figures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** In which form figures are wanted, and where. */
final class ReportOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--json", description = "One line of JSON instead of a table.")
    boolean json;

    @Option(names = "--append", paramLabel = "FILE", description = "Also append the line of JSON to this file.")
    @Nullable
    Path file;

    void tell(Figures figures) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? figures.json() : figures.table() + "\n");
        out.flush();
        if (file != null) {
            Files.write(file, List.of(figures.json()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Says what goes on, to whoever watches. */
    void progress(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }
}
