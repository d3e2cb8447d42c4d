package chat.parley.it.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import chat.parley.it.host.Tool;
import chat.parley.launcher.ParleyHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Scripts and configuration, read by the tools that are made for it. */
class ScriptsTest {

    private static final Path CHECKOUT = ParleyHome.find().checkout();
    private static final String ALERTS_TEST = "chat-it/src/test/resources/docker/alerts.test.yml";

    @Test
    void scripts_can_be_run_and_parsed() throws IOException {
        assertThat(scripts()).hasSizeGreaterThan(7).allMatch(Files::isExecutable);

        scripts().forEach(script -> Tool.run(List.of("bash", "-n", script.toString())));
    }

    @Test
    void shellcheck_finds_nothing() throws IOException {
        List<String> words = new ArrayList<>(List.of(program("shellcheck"), "--severity=style"));
        scripts().map(Path::toString).forEach(words::add);

        Tool.run(words);
    }

    @Test
    void haproxy_takes_the_configuration() {
        ProcessBuilder check = new ProcessBuilder(
                program("haproxy"), "-c", "-f", docker("haproxy.cfg").toString());
        // Names of containers mean nothing here.
        for (int node = 1; node <= 3; node++) {
            check.environment().put("PARLEY_NODE" + node, "127.0.0.1:808" + node);
        }
        check.environment().put("PARLEY_BALANCER_METRICS", ":8405");

        Tool.run(check);
    }

    /** As version 2 read it, which distributions have: it was content with metrics that do not name their form. */
    @Test
    void prometheus_takes_the_configuration(@TempDir Path older) throws IOException {
        String shipped = Files.readString(docker("prometheus/prometheus.yml"));
        String fallback = "    fallback_scrape_protocol: PrometheusText0.0.4\n";
        assertThat(shipped).containsOnlyOnce(fallback);
        Files.writeString(older.resolve("prometheus.yml"), shipped.replace(fallback, ""));
        Files.copy(docker("prometheus/alerts.yml"), older.resolve("alerts.yml"));

        Tool.run(List.of(
                program("promtool"),
                "check",
                "config",
                older.resolve("prometheus.yml").toString()));
    }

    @Test
    void alerts_fire_when_one_should_worry_and_not_before() {
        Tool.run(List.of(
                program("promtool"),
                "test",
                "rules",
                CHECKOUT.resolve(ALERTS_TEST).toString()));
    }

    private static Stream<Path> scripts() throws IOException {
        List<Path> found = new ArrayList<>(List.of(CHECKOUT.resolve("parley"), CHECKOUT.resolve(".ci/run")));
        for (String directory : List.of("docker", "server-config/bin")) {
            try (Stream<Path> files = Files.list(CHECKOUT.resolve(directory))) {
                files.filter(Files::isRegularFile).filter(ScriptsTest::isScript).forEach(found::add);
            }
        }
        return found.stream();
    }

    private static boolean isScript(Path file) {
        try {
            return Files.readString(file).startsWith("#!");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path docker(String file) {
        return ComposeFile.DIRECTORY.resolve(file);
    }

    private static String program(String name) {
        assumeTrue(Tool.find(name).isPresent(), "There is no " + name + " here");
        return Tool.find(name).orElseThrow().toString();
    }
}
