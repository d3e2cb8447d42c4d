package chat.parley.it.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * The command: {@code LogExport JDBC-URL USER PASSWORD FILE} writes the log of every conversation as the checker reads
 * it. It reads in one snapshot, so it may run beside a running system; judge histories by it that had ended before.
 */
public final class LogExport {

    private static final int FETCH = 5_000;

    @FunctionalInterface
    private interface RowReader {
        LogRow read(ResultSet row) throws SQLException;
    }

    private LogExport() {}

    /** Runs the command. */
    public static void main(String[] arguments) throws IOException, SQLException {
        if (arguments.length != 4) {
            System.err.println("Usage: LogExport JDBC-URL USER PASSWORD FILE");
            System.exit(2);
        }
        try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
            write(connection, Path.of(arguments[3]));
        }
    }

    /** Writes the log that a connection sees. */
    public static void write(Connection connection, Path file) throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            rows(connection, out, "select id, first_seq, last_seq, last_rev from conversation", LogExport::head);
            rows(
                    connection,
                    out,
                    "select conversation_id, account_id, joined_seq, from_seq, to_seq from member",
                    LogExport::membership);
            rows(
                    connection,
                    out,
                    "select conversation_id, seq, client_id, sender_id, created_at, rev, body, format from message",
                    LogExport::message);
            rows(connection, out, "select conversation_id, seq, rev, body from message_version", LogExport::version);
            rows(connection, out, "select conversation_id, rev, seq from message_change", LogExport::change);
        } finally {
            connection.rollback();
        }
    }

    private static void rows(Connection connection, BufferedWriter out, String sql, RowReader reader)
            throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    out.write(HistoryFiles.line(reader.read(rows)));
                    out.newLine();
                }
            }
        }
    }

    private static LogRow head(ResultSet row) throws SQLException {
        return new LogRow.Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    private static LogRow membership(ResultSet row) throws SQLException {
        return new LogRow.Membership(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getObject(5, Long.class));
    }

    private static LogRow message(ResultSet row) throws SQLException {
        String body = Objects.requireNonNull(row.getString(7));
        return new LogRow.Message(
                row.getLong(1),
                row.getLong(2),
                Objects.requireNonNull(row.getString(3)),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant().toString(),
                row.getLong(6),
                BodyHash.of(body),
                "SYSTEM".equals(row.getString(8)) ? body : null);
    }

    private static LogRow version(ResultSet row) throws SQLException {
        return new LogRow.Version(
                row.getLong(1), row.getLong(2), row.getLong(3), BodyHash.of(Objects.requireNonNull(row.getString(4))));
    }

    private static LogRow change(ResultSet row) throws SQLException {
        return new LogRow.Change(row.getLong(1), row.getLong(2), row.getLong(3));
    }
}
