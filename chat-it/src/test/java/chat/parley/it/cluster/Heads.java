package chat.parley.it.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Where conversations end for their members, asked of the database itself. */
final class Heads {

    private static final String SQL = """
            select m.conversation_id, m.account_id, c.last_seq,
                   coalesce((select max(h.rev) from message_change h
                             where h.conversation_id = m.conversation_id and h.seq >= m.from_seq), 0) as rev
            from member m
            join conversation c on c.id = m.conversation_id
            where m.conversation_id = any (?) and m.to_seq is null
            """;

    private Heads() {}

    /** The last message, and the last change of a message that this member may see. */
    record Head(long conversation, long account, long seq, long rev) {}

    /** The ends of these conversations. */
    static List<Head> of(Cluster cluster, List<Long> conversations) throws SQLException {
        try (Connection connection = cluster.connection();
                PreparedStatement query = connection.prepareStatement(SQL)) {
            query.setArray(1, connection.createArrayOf("bigint", conversations.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                List<Head> heads = new ArrayList<>();
                while (rows.next()) {
                    heads.add(new Head(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
                }
                return heads;
            }
        }
    }
}
