package chat.parley.it.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import chat.parley.it.client.Json;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the audit log has of a deed; the account and the device are 0 where it was nobody's. */
record NotedDeed(
        String deed, long account, long device, @Nullable String address, JsonNode details) {

    /** What was noted on this, the first first. */
    static List<NotedDeed> on(String subject) throws SQLException {
        try (Connection connection = RealServer.connection();
                PreparedStatement query = connection.prepareStatement(
                        "select deed, account_id, device_id, address, details from audit_entry"
                                + " where subject = ? order by number")) {
            query.setString(1, subject);
            List<NotedDeed> noted = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    noted.add(new NotedDeed(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getString(4),
                            Json.read(rows.getString(5))));
                }
            }
            return noted;
        }
    }

    /** Why it was done, where that was said. */
    String reason() {
        return details.path("reason").asText();
    }
}
