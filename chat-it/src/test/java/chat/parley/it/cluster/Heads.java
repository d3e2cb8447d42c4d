package chat.parley.it.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import chat.parley.launcher.EmbeddedDatabase;

/** Where conversations end, asked of the database itself. */
final class Heads {

    private Heads() {}

    /** The last message and the last change of a conversation. */
    record Head(long conversation, long seq, long rev) {}

    /** The ends of these conversations. */
    static List<Head> of(EmbeddedDatabase database, List<Long> conversations) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                PreparedStatement query = connection.prepareStatement(
                        "select id, last_seq, last_rev from conversation where id = any (?)")) {
            query.setArray(1, connection.createArrayOf("bigint", conversations.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                List<Head> heads = new ArrayList<>();
                while (rows.next()) {
                    heads.add(new Head(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
                }
                return heads;
            }
        }
    }
}
