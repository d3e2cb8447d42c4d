package chat.parley.it.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import chat.parley.it.host.Tool;
import chat.parley.launcher.Node;
import chat.parley.launcher.ParleyHome;

/** The bus of one node, as an operator reaches it by the server's management. */
final class Bus {

    private static final String BROKER = "/subsystem=messaging-activemq/server=default";
    private static final Pattern RESULT = Pattern.compile("\"result\" => \"(.+)\"");

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

    /** The name by which the others know this node's broker. */
    static String name(Node node) {
        String answer = manage(node, BROKER + "/cluster-connection=parley:read-attribute(name=node-id)");
        return RESULT.matcher(answer).results().findFirst().orElseThrow().group(1);
    }

    private static String manage(Node node, String... commands) {
        Path server = ParleyHome.find().server();
        return Tool.run(List.of(
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
