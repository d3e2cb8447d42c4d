package chat.parley.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A PostgreSQL that somebody else runs; we neither start nor stop it. */
public record ExternalDatabase(String url, String user, String password) implements DatabaseServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The one that the environment names, if it names one. */
    static Optional<ExternalDatabase> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("PARLEY_DB_URL"))
                .filter(url -> !url.isBlank())
                .map(url -> new ExternalDatabase(
                        url,
                        environment.getOrDefault("PARLEY_DB_USER", "parley"),
                        environment.getOrDefault("PARLEY_DB_PASSWORD", "parley")));
    }

    /** Checks that it answers. */
    @Override
    public void start() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
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

    /** Without the password. */
    @Override
    public String toString() {
        return url;
    }
}
