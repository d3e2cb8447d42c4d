package chat.parley.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A PostgreSQL that somebody else runs; we neither start nor stop it. */
public record ExternalDatabase(String url, DatabaseLogin login, DatabaseLogin owner) implements DatabaseServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The one that the environment names, if it names one. */
    static Optional<ExternalDatabase> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("PARLEY_DB_URL"))
                .filter(url -> !url.isBlank())
                .map(url -> {
                    DatabaseLogin login = new DatabaseLogin(
                            environment.getOrDefault("PARLEY_DB_USER", "parley"),
                            environment.getOrDefault("PARLEY_DB_PASSWORD", "parley"));
                    String owner = environment.getOrDefault("PARLEY_DB_OWNER_USER", "");
                    return new ExternalDatabase(
                            url,
                            login,
                            owner.isBlank()
                                    ? login
                                    : new DatabaseLogin(
                                            owner, environment.getOrDefault("PARLEY_DB_OWNER_PASSWORD", "")));
                });
    }

    /** Checks that it answers. */
    @Override
    public void start() {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(PATIENCE.toSeconds()));
        try (Connection _ = DriverManager.getConnection(url, properties)) {
            return;
        } catch (SQLException e) {
            throw new LaunchException(
                    ExitCode.DATABASE_FAILED, "The database " + url + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {}

    @Override
    public Optional<ProcessMark> mark() {
        return Optional.empty();
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return url;
    }
}
