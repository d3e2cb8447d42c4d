package chat.parley.jpa.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class NodesAtWorkTest {

    private final NodesAtWork nodes;
    private final DataSource source;

    NodesAtWorkTest(Database database, DataSource source) {
        this.nodes = new NodesAtWork(database);
        this.source = source;
    }

    @Test
    void knows_the_nodes_that_are_connected_and_nobody_else() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set application_name to 'parley node-7'");

            assertThat(nodes.names()).containsExactly("node-7");

            statement.execute("set application_name to 'psql'");
        }
        assertThat(nodes.names()).isEmpty();
    }
}
