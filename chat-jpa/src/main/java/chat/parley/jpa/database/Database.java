package chat.parley.jpa.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * Runs SQL in the caller's transaction, or in one of its own where there is none. Parameters go by their Java type; an
 * {@link Instant} is a {@code timestamptz}, a {@code long[]} a {@code bigint[]}, a {@code String[]} a {@code text[]}.
 */
@ApplicationScoped
public class Database {

    @Resource(lookup = "java:jboss/datasources/ParleyDS")
    DataSource source;

    private volatile MovedTexts moved = MovedTexts.NONE;

    /** For the container only. */
    protected Database() {}

    /** For whoever has a data source and no container. */
    public Database(DataSource source) {
        this.source = source;
    }

    /** The texts that do not lie in the database any more. */
    public MovedTexts moved() {
        return moved;
    }

    /** Has these read from there: said once, at the start, by the layer above, which knows where that is. */
    public void readMovedFrom(MovedTexts texts) {
        moved = texts;
    }

    /** Makes a value of the row a result stands at. */
    @FunctionalInterface
    public interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query. */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return with(sql, parameters, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        });
    }

    /** The first row of a query, if it has one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** The number of rows that a statement inserted, updated or deleted. */
    public int update(String sql, @Nullable Object... parameters) {
        return with(sql, parameters, PreparedStatement::executeUpdate);
    }

    /** Whether it answers now; an absent one says no after as long as the pool waits for a connection. */
    public boolean answers() {
        try {
            return first("select 1", row -> row.getInt(1)).isPresent();
        } catch (DatabaseException e) {
            return false;
        }
    }

    /** What carries the running transaction to the database, to be asked when it has ended. */
    public Carrier carrier() {
        try (Connection connection = source.getConnection()) {
            return new Carrier(connection.unwrap(BaseConnection.class));
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Reads a {@code timestamptz}. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reads a {@code timestamptz} that may be null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, @Nullable Object[] parameters, Work<T> work) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                set(connection, statement, i + 1, parameters[i]);
            }
            return work.on(statement);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static void set(Connection connection, PreparedStatement statement, int place, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Instant time -> statement.setObject(place, time.atOffset(ZoneOffset.UTC));
            case long[] numbers -> statement.setArray(place, connection.createArrayOf("bigint", box(numbers)));
            case @Nullable Long[] numbers -> statement.setArray(place, connection.createArrayOf("bigint", numbers));
            case UUID[] ids -> statement.setArray(place, connection.createArrayOf("uuid", ids));
            case @Nullable String[] texts -> statement.setArray(place, connection.createArrayOf("text", texts));
            case Enum<?> constant -> statement.setString(place, constant.name());
            case null -> statement.setObject(place, null);
            default -> statement.setObject(place, value);
        }
    }

    private static Object[] box(long[] numbers) {
        Object[] boxed = new Object[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            boxed[i] = numbers[i];
        }
        return boxed;
    }
}
