package chat.parley.it.cluster;

import java.nio.file.Path;
import java.util.List;

import chat.parley.it.host.Tool;
import chat.parley.launcher.Node;
import chat.parley.launcher.ParleyHome;

/** The bus of one node, as an operator reaches it by the server's management. */
final class Bus {

    private static final String BROKER = "/subsystem=messaging-activemq/server=default";

    private Bus() {}

    /** Holds the news that comes to this node, and cuts the lines between the brokers. */
    static void pause(Node node) {
        manage(
                node,
                BROKER + "/jms-topic=live:pause()",
                BROKER + ":close-connections-for-address(ip-address=127.0.0.1)");
    }

    /** Lets it go on. */
    static void resume(Node node) {
        manage(node, BROKER + "/jms-topic=live:resume()");
    }

    private static void manage(Node node, String... commands) {
        Path server = ParleyHome.find().server();
        Tool.run(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Djboss.cli.config=" + server.resolve("bin/jboss-cli.xml"),
                "-jar",
                server.resolve("jboss-modules.jar").toString(),
                "-mp",
                server.resolve("modules").toString(),
                "org.jboss.as.cli",
                "--connect",
                "--controller=" + node.management().getAuthority(),
                "--commands=" + String.join(",", commands)));
    }
}
