package chat.parley.it.node;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The audit log as a real rsyslog receives it from a real node. */
@NodeTest
class AuditStreamIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void a_receiver_has_every_entry_in_order_though_it_was_away() throws Exception {
        assumeTrue(RealReceiver.available(), "There is no rsyslog with TLS here");
        Rest root = People.with("system").rest(RealServer.url());
        try (RealReceiver receiver = new RealReceiver(RealServer.receiver(), RealServer.RECEIVER_PORT)) {
            receiver.start();
            noteSomething(root);
            awaitAll(receiver);

            receiver.stop();
            noteSomething(root);
            Patience.await("count of what waits", LONG, () -> RealServer.metric("parley_audit_syslog_behind") > 0);
            receiver.start();
            noteSomething(root);
            awaitAll(receiver);

            Map<Long, String> received = received(receiver);
            Map<Long, String> expected = hashes();
            assertThat(received.keySet())
                    .as("as they came first")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, received.size()).boxed().toList());
            received.forEach(
                    (number, hash) -> assertThat(hash).as("of %d", number).isEqualTo(expected.get(number)));
            assertThat(receiver.received())
                    .anyMatch(line -> line.startsWith("110 parley DUTY_GIVEN "))
                    .anyMatch(line -> line.startsWith("109 parley ADMINISTRATION_REFUSED "));
        }
    }

    private static void noteSomething(Rest root) {
        for (int i = 0; i < 3; i++) {
            String duty = "/admin/duties/" + People.somebody("ada").account() + "/people";
            root.call("PUT", duty, null).ok();
            root.delete(duty).ok();
        }
        assertThat(root.get("/admin/audit").code()).isEqualTo("auth.administrator-only");
    }

    private static void awaitAll(RealReceiver receiver) {
        long last = hashes().size();
        Patience.await(
                "entry " + last + " at the receiver",
                LONG,
                () -> received(receiver).containsKey(last));
    }

    /** Of the organization of these tests, by their numbers, as each came first. */
    private static Map<Long, String> received(RealReceiver receiver) {
        Map<Long, String> found = new LinkedHashMap<>();
        receiver.entries(organization()).forEach(entry -> found.putIfAbsent(entry.number(), entry.hash()));
        return found;
    }

    private static Map<Long, String> hashes() {
        Map<Long, String> found = new LinkedHashMap<>();
        List<String> rows =
                query("select number || ' ' || encode(hash, 'hex') from audit_entry where organization_id = "
                        + organization() + " order by number");
        rows.forEach(row -> found.put(Long.parseLong(row.split(" ", 2)[0]), row.split(" ", 2)[1]));
        return found;
    }

    private static String organization() {
        return query("select id::text from organization where name = 'parley'").getFirst();
    }

    private static List<String> query(String sql) {
        List<String> found = new ArrayList<>();
        try (Connection connection = RealServer.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
