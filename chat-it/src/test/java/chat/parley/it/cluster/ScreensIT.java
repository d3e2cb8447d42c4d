package chat.parley.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import chat.parley.launcher.ParleyHome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The browser tests of the web client (chat-web/src/main/frontend/e2e) against the first node, with the demo people. They
 * are run once by {@code npm run e2e}; each of them is a test here.
 */
@ClusterTest
@Order(5)
class ScreensIT {

    private static final Duration LIMIT = Duration.ofMinutes(18);
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    @TestFactory
    @Timeout(1200)
    Stream<DynamicContainer> people_chat_in_browsers(Cluster cluster) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "There is no browser at " + CHROMIUM + "; install chromium, or say where it is with CHROMIUM");
        Path work = Files.createDirectories(Path.of(System.getProperty("parley.it.work", "target/it"), "screens"))
                .toAbsolutePath();
        Path report = work.resolve("report.json");
        Path output = work.resolve("output.txt");
        Files.deleteIfExists(report);

        Process tests = run(cluster, report, output);
        boolean ended = tests.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            tests.descendants().forEach(ProcessHandle::destroyForcibly);
            tests.destroyForcibly();
        }

        assertThat(ended).as("browser tests ended in time; see %s", output).isTrue();
        assertThat(report).as("report of the browser tests; see %s", output).exists();
        JsonNode files = new ObjectMapper().readTree(report.toFile()).path("testResults");
        assertThat(files).as("files with browser tests; see %s", output).isNotEmpty();
        return files.valueStream().map(ScreensIT::file);
    }

    private static Process run(Cluster cluster, Path report, Path output) throws IOException {
        ProcessBuilder npm = new ProcessBuilder(List.of(
                        "npm",
                        "run",
                        "e2e",
                        "--",
                        "--reporter=default",
                        "--reporter=json",
                        "--outputFile.json=" + report))
                .directory(ParleyHome.find()
                        .checkout()
                        .resolve("chat-web/src/main/frontend")
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        npm.environment().put("PARLEY_URL", cluster.first().toString());
        npm.environment().put("PARLEY_PASSWORD", "parley-demo");
        npm.environment().put("CHROMIUM", CHROMIUM.toString());
        npm.environment().put("NO_COLOR", "1");
        return npm.start();
    }

    private static DynamicContainer file(JsonNode file) {
        String name = Path.of(file.path("name").asText()).getFileName().toString();
        Stream<DynamicTest> tests = file.path("assertionResults").valueStream().map(ScreensIT::test);
        Stream<DynamicTest> itself = Stream.of(DynamicTest.dynamicTest(
                "can be run", () -> assertThat(file.path("message").asText()).isEmpty()));
        return DynamicContainer.dynamicContainer(name, Stream.concat(itself, tests));
    }

    private static DynamicTest test(JsonNode result) {
        return DynamicTest.dynamicTest(result.path("fullName").asText(), () -> {
            String status = result.path("status").asText();
            assumeTrue(!status.equals("skipped") && !status.equals("pending") && !status.equals("todo"), "skipped");
            assertThat(status).as(result.path("failureMessages").toString()).isEqualTo("passed");
        });
    }
}
