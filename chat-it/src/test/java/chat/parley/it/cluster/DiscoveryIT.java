package chat.parley.it.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** How nodes find each other where they are not told by a list; all other tests run with the list. */
@ClusterTest
@Order(10)
@Timeout(900)
class DiscoveryIT {

    @Test
    void in_the_database(Cluster cluster) throws SQLException {
        cluster.restartAll(Map.of("PARLEY_DISCOVERY", "database"));

        cluster.awaitWhole();
        try (Connection connection = cluster.connection();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("select count(*) from parley_cluster.node")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void by_dns(Cluster cluster) {
        assumeTrue(NameServer.available(), "There is no dnsmasq here");
        try (NameServer names = NameServer.of(cluster.nodes())) {
            cluster.restartAll(names.settings());

            cluster.awaitWhole();
        }
    }
}
