package chat.parley.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL that come with the launcher, unpacked into a directory once. */
final class PostgresBinaries {

    private static final String MARK = ".unpacked";

    private final Path directory;

    private PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    /** Those in this directory, unpacked now if they are not there, or are other ones than ours. */
    static PostgresBinaries in(Path directory) {
        URL archive = archive();
        try {
            String wanted = archive.getPath() + " " + archive.openConnection().getContentLengthLong();
            Path mark = directory.resolve(MARK);
            if (!Files.exists(mark) || !Files.readString(mark).equals(wanted)) {
                Path unpacking = directory.resolveSibling(directory.getFileName() + ".new");
                Directories.delete(unpacking);
                unpack(archive, unpacking);
                Files.writeString(unpacking.resolve(MARK), wanted);
                Directories.delete(directory);
                Files.move(unpacking, directory, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PostgresBinaries(directory);
    }

    /** One of {@code initdb}, {@code pg_ctl}, {@code postgres}. */
    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /** The major version, which a data directory must have been written by: 18, say. */
    String majorVersion() {
        String line = Command.of(List.of(program("postgres").toString(), "--version"))
                .run()
                .output()
                .strip();
        String version = line.substring(line.lastIndexOf(' ') + 1);
        return version.split("\\.", 2)[0];
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        URL archive = PostgresBinaries.class.getResource("/postgres-" + system + "-" + machine + ".txz");
        if (archive == null) {
            throw new LaunchException(
                    ExitCode.DATABASE_FAILED,
                    "No PostgreSQL comes with Parley for " + system + " on " + machine
                            + "; set PARLEY_DB_URL to one of your own");
        }
        return archive;
    }

    private static void unpack(URL archive, Path directory) throws IOException {
        try (InputStream packed = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, directory);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory) throws IOException {
        Path place = entry.resolveIn(directory);
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(place.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(place, directory.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(tar, place);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
