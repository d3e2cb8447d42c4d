package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own on this machine, reached by loopback only, as durable as one of anybody else: {@code fsync} and
 * synchronous commit are on. It outlives whoever started it, until it is stopped. Data, port and password stay the same
 * from one start to the next.
 */
public final class EmbeddedDatabase implements DatabaseServer {

    /** The role that nodes sign in with, and the database. */
    private static final String NAME = "parley";

    /** The role that the database belongs to. */
    private static final String OWNER = "parley_owner";

    private static final long LEAST_SPACE = 512L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;

    private EmbeddedDatabase(Path directory) {
        this.directory = directory;
    }

    /** The one that keeps its data, programs and log in this directory; it need not run or exist yet. */
    public static EmbeddedDatabase in(Path directory) {
        return new EmbeddedDatabase(directory.toAbsolutePath().normalize());
    }

    /**
     * Starts it, after making it if it does not exist. Does nothing if it runs.
     *
     * @throws LaunchException if the disk is full, the data is of another major version, or PostgreSQL refuses
     */
    @Override
    public void start() {
        if (running()) {
            return;
        }
        DiskSpace.require(directory, LEAST_SPACE);
        PostgresBinaries binaries = PostgresBinaries.in(directory.resolve("postgresql"));
        if (Files.exists(data().resolve("PG_VERSION"))) {
            requireVersion(binaries.majorVersion());
        } else {
            create(binaries);
        }
        clearAfterCrash();
        choosePort();
        Command.Result started = asPostgres(
                        binaries,
                        "pg_ctl",
                        "start",
                        "--pgdata=" + data(),
                        "--wait",
                        "--silent",
                        "--timeout=60",
                        "--log=" + log(),
                        "--options=" + options())
                .run();
        if (!started.good()) {
            throw new LaunchException(
                    ExitCode.DATABASE_FAILED, "PostgreSQL did not start (" + started.lastLine() + "); see " + log());
        }
        provide();
    }

    /** Stops it; who is connected is cut off, what is committed stays. Does nothing if it does not run. */
    @Override
    public void stop() {
        Optional<ProcessMark> postmaster = mark();
        if (postmaster.isEmpty()) {
            return;
        }
        Command.Result stopped = asPostgres(
                        PostgresBinaries.in(directory.resolve("postgresql")),
                        "pg_ctl",
                        "stop",
                        "--pgdata=" + data(),
                        "--mode=fast",
                        "--wait",
                        "--silent",
                        "--timeout=60")
                .run();
        boolean ended = Await.until(
                stopped.good() ? PATIENCE : Duration.ZERO,
                () -> !postmaster.get().alive());
        if (!ended) {
            throw new LaunchException(
                    ExitCode.DATABASE_FAILED, "PostgreSQL did not stop (" + stopped.lastLine() + "); see " + log());
        }
    }

    /** Ends all of its processes at once, as if the machine had failed. What is committed is there after the next start. */
    public void kill9() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(PATIENCE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Its processes, first the one that all others come from. */
    public List<ProcessHandle> processes() {
        ProcessHandle postmaster = mark().flatMap(ProcessMark::process)
                .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    /** Whether it runs. */
    public boolean running() {
        return mark().isPresent();
    }

    /** The process that all others of it come from, if it runs. */
    @Override
    public Optional<ProcessMark> mark() {
        return pidInFile()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::isOurs)
                .map(ProcessMark::of);
    }

    @Override
    public String url() {
        return url(NAME);
    }

    @Override
    public DatabaseLogin login() {
        return new DatabaseLogin(NAME, SecretFile.read(nodesPasswordFile()));
    }

    @Override
    public DatabaseLogin owner() {
        return new DatabaseLogin(OWNER, superuser().password());
    }

    /** Who may do everything; whoever administers this machine. */
    public DatabaseLogin superuser() {
        return new DatabaseLogin("postgres", SecretFile.read(passwordFile()));
    }

    /** What it wrote about itself. */
    public Path log() {
        return directory.resolve("postgresql.log");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + read(portFile()).strip() + "/" + database;
    }

    private String options() {
        return String.join(
                " ",
                "-c listen_addresses=127.0.0.1",
                "-c port=" + read(portFile()).strip(),
                "-c unix_socket_directories=''",
                "-c fsync=on",
                "-c synchronous_commit=on",
                "-c full_page_writes=on",
                "-c max_connections=200",
                "-c max_locks_per_transaction=256",
                "-c shared_buffers=256MB",
                "-c max_wal_size=2GB",
                "-c random_page_cost=1.1",
                "-c jit=off",
                "-c log_min_duration_statement=1s",
                "-c log_line_prefix='%m [%p] %a '");
    }

    private void create(PostgresBinaries binaries) {
        SecretFile.provide(passwordFile());
        Path unfinished = directory.resolve("data.new");
        Directories.delete(unfinished);
        Command.Result created = asPostgres(
                        binaries,
                        "initdb",
                        "--pgdata=" + unfinished,
                        "--username=postgres",
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile(),
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-locale")
                .run();
        if (!created.good()) {
            throw new LaunchException(
                    ExitCode.DATABASE_FAILED, "PostgreSQL could not make " + data() + ": " + created.lastLine());
        }
        try {
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees to it that there are the database and its two roles. */
    private void provide() {
        SecretFile.provide(nodesPasswordFile());
        try (Connection connection = asSuperuser("postgres");
                Statement statement = connection.createStatement()) {
            provide(statement, owner());
            provide(statement, login());
            if (isMissing(statement, "select from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + OWNER);
            }
            // Where nodes find each other is a schema that they make themselves, before they migrate
            statement.execute("grant create on database " + NAME + " to " + NAME);
            handOver();
        } catch (SQLException e) {
            throw new LaunchException(
                    ExitCode.DATABASE_FAILED, "PostgreSQL runs but refuses: " + e.getMessage() + "; see " + log(), e);
        }
    }

    private static void provide(Statement statement, DatabaseLogin role) throws SQLException {
        if (isMissing(statement, "select from pg_roles where rolname = '" + role.user() + "'")) {
            statement.execute("create role " + role.user() + " login");
        }
        statement.execute("alter role " + role.user() + " password '" + role.password() + "'");
    }

    /** From before nodes had a role of their own; where they find each other they make anew. */
    private void handOver() throws SQLException {
        try (Connection connection = asSuperuser(NAME);
                Statement statement = connection.createStatement()) {
            if (isMissing(
                    statement,
                    "select from pg_database where datname = '" + NAME + "' and datdba = '" + OWNER + "'::regrole")) {
                statement.execute("drop schema if exists parley_cluster cascade");
                statement.execute("reassign owned by " + NAME + " to " + OWNER);
            }
        }
    }

    private Connection asSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database), superuser().user(), superuser().password());
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private void requireVersion(String ours) {
        String theirs = read(data().resolve("PG_VERSION")).strip();
        if (!theirs.equals(ours)) {
            throw new LaunchException(
                    ExitCode.OTHER_VERSION,
                    data() + " was written by PostgreSQL " + theirs + ", this Parley brings " + ours
                            + "; docs/operations.md says how to move it");
        }
    }

    /** PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, and still owns its files. */
    private static Command asPostgres(PostgresBinaries binaries, String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(binaries.program(program).toString());
        words.addAll(List.of(arguments));
        Command command = Command.of(words);
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        if (!Command.of(List.of("unshare", "-U", "true")).run().good()) {
            throw new LaunchException(
                    ExitCode.ROOT,
                    "PostgreSQL does not run as root, and this machine forbids user namespaces;"
                            + " start Parley as another user, or set PARLEY_DB_URL");
        }
        return command.after(List.of("unshare", "-U"));
    }

    /**
     * After a crash the number in the file may be a stranger's by now, and PostgreSQL would take it for itself. The file may
     * only go when none of its processes is left, since it is what keeps two servers off the same data.
     */
    private void clearAfterCrash() {
        if (!Files.exists(pidFile())) {
            return;
        }
        if (!Await.until(PATIENCE, () -> ProcessHandle.allProcesses().noneMatch(this::isOurs))) {
            throw new LaunchException(
                    ExitCode.DATABASE_FAILED,
                    "Processes of a crashed PostgreSQL still use " + data() + "; end them first");
        }
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .filter(program -> Path.of(program).startsWith(realDirectory().resolve("postgresql")))
                .isPresent();
    }

    private Path realDirectory() {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory;
        }
    }

    private void choosePort() {
        if (!Files.exists(portFile())
                || !Ports.isFree("127.0.0.1", Integer.parseInt(read(portFile()).strip()))) {
            write(portFile(), Integer.toString(Ports.anyFree()));
        }
    }

    private Optional<Long> pidInFile() {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        return read(pidFile()).lines().findFirst().map(String::strip).map(Long::valueOf);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Path portFile() {
        return directory.resolve("port");
    }

    private Path passwordFile() {
        return directory.resolve("password");
    }

    private Path nodesPasswordFile() {
        return directory.resolve("nodes-password");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
