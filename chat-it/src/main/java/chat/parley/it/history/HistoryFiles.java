package chat.parley.it.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Histories and exported logs as files: JSON Lines, an entry or a row on each. */
public final class HistoryFiles {

    /** How both are written; unknown fields are ignored, so that recorders may note more. */
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<Path> files;

    private HistoryFiles(List<Path> files) {
        this.files = files;
    }

    /** These files, and in directories all that end with {@code .jsonl}. */
    public static HistoryFiles in(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> found = Files.walk(path)) {
                    found.filter(file -> file.toString().endsWith(".jsonl"))
                            .sorted()
                            .forEach(files::add);
                }
            } else {
                files.add(path);
            }
        }
        return new HistoryFiles(files);
    }

    /** The line that stands for an entry or a row. */
    public static String line(Object entryOrRow) {
        try {
            return JSON.writeValueAsString(entryOrRow);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** All rows of the log in these files. */
    public FinalLog log() {
        List<LogRow> rows = new ArrayList<>();
        files.forEach(file -> lines(file, "\"row\":", line -> rows.add(read(file, line, LogRow.class))));
        return FinalLog.of(rows);
    }

    /** All entries in these files, read anew each time. */
    public Iterable<Entry> entries() {
        return () -> files.stream().flatMap(HistoryFiles::entries).iterator();
    }

    private static Stream<Entry> entries(Path file) {
        List<Entry> entries = new ArrayList<>();
        lines(file, "\"op\":", line -> entries.add(read(file, line, Entry.class)));
        return entries.stream();
    }

    private static void lines(Path file, String mark, Consumer<String> reader) {
        try (Stream<String> lines = Files.lines(file)) {
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                String line = all.next();
                if (line.contains(mark)) {
                    reader.accept(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Path file, String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": not a line of a history or a log: " + line, e);
        }
    }
}
