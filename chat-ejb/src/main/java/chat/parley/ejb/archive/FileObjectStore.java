package chat.parley.ejb.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Objects as files below a directory that all nodes see. It has to be there: one that is made when it is not would hide that a
 * volume is not mounted. A lock is a file beside the object, {@code .lock.<name>} with the time in it, and the object is made
 * read-only. That keeps Parley from deleting, not whoever may write to the directory: no file system of a server is WORM.
 */
final class FileObjectStore implements ObjectStore {

    private static final String WRITING = ".writing";

    private final Path root;
    private final Clock clock;

    FileObjectStore(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void check() {
        try {
            checkRoot();
        } catch (IOException e) {
            throw StoreProblems.away(e);
        }
    }

    @Override
    public void put(String name, byte[] content, @Nullable Instant lockedUntil) {
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("an object of " + content.length + " bytes");
        }
        Path file = new ObjectName(name).below(root);
        try {
            checkRoot();
            boolean there = Files.exists(file);
            if (there && !Arrays.equals(read(file), content)) {
                throw StoreProblems.differs();
            }
            makeDirectories(directoryOf(file));
            lock(file, lockedUntil); // before the object: it is never there without its lock
            if (!there) {
                write(file, content);
            }
        } catch (IOException e) {
            throw StoreProblems.away(e);
        }
    }

    @Override
    public byte[] get(String name) {
        Path file = new ObjectName(name).below(root);
        try {
            checkRoot();
            return read(file);
        } catch (NoSuchFileException e) {
            throw StoreProblems.missing();
        } catch (IOException e) {
            throw StoreProblems.away(e);
        }
    }

    @Override
    public void delete(String name) {
        Path file = new ObjectName(name).below(root);
        try {
            checkRoot();
            Optional<Instant> until = lockOf(file).filter(time -> time.isAfter(clock.instant()));
            if (until.isPresent()) {
                throw StoreProblems.locked(until.get());
            }
            if (Files.deleteIfExists(file)) {
                sync(directoryOf(file));
            }
            Files.deleteIfExists(lockFile(file));
        } catch (IOException e) {
            throw StoreProblems.away(e);
        }
    }

    @Override
    public Optional<Instant> lockedUntil(String name) {
        Path file = new ObjectName(name).below(root);
        try {
            checkRoot();
            if (!Files.exists(file)) {
                throw StoreProblems.missing();
            }
            return lockOf(file);
        } catch (IOException e) {
            throw StoreProblems.away(e);
        }
    }

    private void checkRoot() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("larger than any object: " + file);
        }
        return Files.readAllBytes(file);
    }

    private void lock(Path file, @Nullable Instant until) throws IOException {
        if (until == null || lockOf(file).filter(time -> !time.isBefore(until)).isPresent()) {
            return;
        }
        write(lockFile(file), until.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Instant> lockOf(Path file) throws IOException {
        try {
            return Optional.of(Instant.parse(Files.readString(lockFile(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DateTimeException e) {
            throw new IOException("no time in " + lockFile(file), e);
        }
    }

    private static Path lockFile(Path file) {
        return file.resolveSibling(".lock." + file.getFileName());
    }

    private void write(Path file, byte[] content) throws IOException {
        Path writing = root.resolve(WRITING);
        makeDirectories(writing);
        Path made = writing.resolve(UUID.randomUUID().toString());
        try {
            try (FileChannel channel =
                    FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            if (!made.toFile().setReadOnly()) {
                throw new IOException("cannot be made read-only: " + made);
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            sync(directoryOf(file));
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** As Files.createDirectories, but what it makes is still there after a power failure. */
    private static void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        makeDirectories(directoryOf(directory));
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            return; // another node was quicker
        }
        sync(directoryOf(directory));
    }

    private static Path directoryOf(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
