package chat.parley.it.client;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;

import chat.parley.it.history.Entry;
import chat.parley.it.history.HistoryFiles;
import org.jspecify.annotations.Nullable;

/** Notes what clients say and hear: in memory, or in a file. */
public final class Recorder implements Closeable {

    private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final @Nullable BufferedWriter file;

    private Recorder(@Nullable BufferedWriter file) {
        this.file = file;
    }

    /** Notes in memory. */
    public static Recorder inMemory() {
        return new Recorder(null);
    }

    /** Notes in a file, for the command and for keeping. */
    public static Recorder in(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new Recorder(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes an entry. */
    public void note(Entry entry) {
        if (file == null) {
            entries.add(entry);
        } else {
            write(file, HistoryFiles.line(entry));
        }
    }

    private static void write(BufferedWriter file, String line) {
        synchronized (file) {
            try {
                file.write(line);
                file.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What was noted in memory. */
    public Iterable<Entry> entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
