package chat.parley.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import chat.parley.launcher.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line as its users meet it, with a real server and a real database. */
class LauncherIT {

    private static final String PORT = "18080";

    @TempDir
    static Path data;

    @TempDir
    Path elsewhere;

    /** What a command said and how it ended. */
    private record Outcome(int status, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    @BeforeAll
    static void parley_is_up() {
        Outcome up = parley("up", "--detach", "--port", PORT, "--data", data.toString());

        assertThat(up.status()).as(up.err()).isZero();
        assertThat(up.out()).contains("Parley runs at http://127.0.0.1:" + PORT, "alice", "parley-demo");
    }

    @AfterAll
    static void down_leaves_nothing() {
        JsonNode before = status().json();

        assertThat(parley("down", "--data", data.toString()).status()).isZero();

        assertThat(isAlive(before.at("/nodes/0/pid").asLong())).isFalse();
        assertThat(isAlive(before.at("/database/pid").asLong())).isFalse();
        assertThat(status().status()).isEqualTo(ExitCode.NOT_RUNNING.number());
        assertThat(status().out().strip()).isEqualTo("{\"nodes\":[],\"database\":null}");
    }

    @Test
    void status_is_there_for_programs() {
        JsonNode status = status().json();

        assertThat(status.fieldNames()).toIterable().containsExactly("nodes", "database");
        JsonNode node = status.at("/nodes/0");
        assertThat(node.fieldNames()).toIterable().containsExactly("name", "url", "pid", "ready", "connections");
        assertThat(node.path("url").asText()).isEqualTo("http://127.0.0.1:" + PORT);
        assertThat(node.path("ready").asBoolean()).isTrue();
        assertThat(ProcessHandle.of(node.path("pid").asLong())
                        .orElseThrow()
                        .info()
                        .command()
                        .orElseThrow())
                .endsWith("/bin/java");
        assertThat(ProcessHandle.of(status.at("/database/pid").asLong())
                        .orElseThrow()
                        .info()
                        .command()
                        .orElseThrow())
                .endsWith("/bin/postgres");
    }

    @Test
    void a_second_up_says_that_it_runs() {
        JsonNode before = status().json();

        Outcome again = parley("up", "--data", data.toString());

        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("Parley runs already at http://127.0.0.1:" + PORT);
        assertThat(status().json().at("/nodes/0/pid")).isEqualTo(before.at("/nodes/0/pid"));
    }

    @Test
    void what_runs_otherwise_is_not_touched() {
        Outcome other = parley("up", "--nodes", "2", "--data", data.toString());

        assertThat(other.status()).isEqualTo(ExitCode.RUNS_OTHERWISE.number());
        assertThat(other.err().lines()).hasSize(1);
    }

    @Test
    void a_taken_port_is_told_before_anything_starts() {
        Outcome second = parley("up", "--detach", "--port", PORT, "--data", elsewhere.toString());

        assertThat(second.status()).isEqualTo(ExitCode.PORT_TAKEN.number());
        assertThat(second.err())
                .contains("Port " + PORT)
                .satisfies(line -> assertThat(line.lines()).hasSize(1));
        assertThat(elsewhere.resolve("database")).doesNotExist();
    }

    @Test
    void demo_people_are_refused_where_others_connect() {
        Outcome open = parley("up", "--demo", "--bind", "0.0.0.0", "--data", elsewhere.toString());

        assertThat(open.status()).isEqualTo(ExitCode.DEMO_REFUSED.number());
    }

    @Test
    void the_operator_gets_tokens_that_the_server_takes() throws IOException, InterruptedException {
        String token = parley("token", "alice", "--data", data.toString()).out().strip();

        HttpResponse<String> me;
        try (HttpClient http = HttpClient.newHttpClient()) {
            me = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/api/v1/me"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("Alice Arnold");
    }

    @Test
    void the_archive_is_looked_at_in_the_name_of_somebody_whose_duty_it_is() {
        Outcome status = parley("archive", "status", "--as", "officer", "--data", data.toString());
        Outcome verdict = parley("archive", "verify", "--as", "officer", "--data", data.toString());
        Outcome refusal = parley("archive", "verify", "--as", "alice", "--data", data.toString());

        assertThat(status.status()).as(status.err()).isZero();
        assertThat(status.out()).contains("Nothing more is archived.", "0 messages in 0 segments");
        assertThat(verdict.status()).as(verdict.err()).isZero();
        assertThat(verdict.out()).contains("As it was written.");
        assertThat(refusal.status()).isEqualTo(ExitCode.REFUSED.number());
    }

    @Test
    void what_the_console_does_is_done_by_calls() throws IOException {
        Outcome opened = call("officer", "openMatter", "--name", "Case 4711", "--keywords", "invoice");
        String matter = opened.json().path("id").asText();
        Outcome held = call("officer", "placeHold", "--matter", matter, "--name", "Sales", "--conversations", "1");
        Outcome refused = call("alice", "placeHold", "--matter", matter, "--name", "Mine");
        Path log = elsewhere.resolve("audit.jsonl");
        Outcome written = parley(
                "call",
                "--as",
                "auditor",
                "--out",
                log.toString(),
                "--data",
                data.toString(),
                "exportFound",
                "--deed",
                "MATTER_OPENED");

        assertThat(opened.status()).as(opened.err()).isZero();
        assertThat(opened.json().at("/keywords/0").asText()).isEqualTo("invoice");
        assertThat(held.status()).as(held.err()).isZero();
        assertThat(held.json().at("/conversations/0").asLong()).isEqualTo(1);
        assertThat(refused.status()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.err()).contains("(auth.administrator-only)");
        assertThat(written.status()).as(written.err()).isZero();
        assertThat(Files.readString(log)).contains("MATTER_OPENED");
    }

    @Test
    void what_a_sweep_has_destroyed_is_handed_out_and_verified_without_the_server() throws InterruptedException {
        String sweep = call("officer", "askForSweep").json().path("id").asText();
        awaitEnd(sweep);
        Path file = elsewhere.resolve("sweep.jsonl");

        Outcome export = parley(
                "sweep", "export", "--as", "auditor", "--out", file.toString(), "--data", data.toString(), sweep);
        Outcome verdict = parley(
                "sweep",
                "verify",
                file.toString(),
                "--key",
                data.resolve("keys/seal-public.pem").toString());
        Outcome strange = parley(
                "sweep",
                "verify",
                file.toString(),
                "--key",
                data.resolve("keys/none.pem").toString());

        assertThat(export.status()).as(export.err()).isZero();
        assertThat(verdict.status()).as(verdict.out() + verdict.err()).isZero();
        assertThat(verdict.out()).contains("Sweep " + sweep + ": 0 messages in 0 certificates", "As it was written.");
        assertThat(strange.status()).isEqualTo(ExitCode.UNEXPECTED.number());
    }

    @Test
    void a_server_elsewhere_is_called_with_a_token_of_ones_own() throws IOException {
        String server = "http://127.0.0.1:" + PORT;
        Outcome login = parley(
                "call",
                "--server",
                server,
                "login",
                "--username",
                "officer",
                "--password",
                "parley-demo",
                "--device",
                "command-line");
        Path token = Files.writeString(
                elsewhere.resolve("token"), login.json().path("accessToken").asText() + "\n");

        Outcome matters = parley("call", "--server", server, "--token-file", token.toString(), "matters");
        Outcome nameless = parley("call", "--server", server, "matters");

        assertThat(matters.status()).as(matters.err()).isZero();
        assertThat(matters.json().has("matters")).isTrue();
        assertThat(nameless.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(nameless.err()).contains("--token-file");
    }

    private static void awaitEnd(String sweep) throws InterruptedException {
        for (int looks = 0; looks < 150; looks++) {
            if (call("officer", "retentionSweep", "--sweep", sweep).json().has("ended")) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("The sweep does not end");
    }

    private static Outcome call(String user, String... operation) {
        return parley(Stream.concat(Stream.of("call", "--as", user, "--data", data.toString()), Stream.of(operation))
                .toArray(String[]::new));
    }

    @Test
    void after_a_crash_up_brings_it_back_with_its_data() {
        JsonNode before = status().json();
        kill9(before.at("/nodes/0/pid").asLong());
        kill9(before.at("/database/pid").asLong());

        Outcome again = parley("up", "--detach", "--no-demo", "--port", PORT, "--data", data.toString());

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(status().json().at("/nodes/0/ready").asBoolean()).isTrue();
        assertThat(parley("token", "alice", "--data", data.toString()).status()).isZero();
    }

    private static Outcome status() {
        return parley("status", "--json", "--data", data.toString());
    }

    private static Outcome parley(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Launcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        return new Outcome(status, out.toString(), err.toString());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void kill9(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
