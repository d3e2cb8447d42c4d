package chat.parley.it.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import chat.parley.it.host.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docker/compose.yaml} starts. */
class ComposeFileTest {

    private static final Pattern EXACT = Pattern.compile("[a-z/]+:v?\\d+(\\.\\d+)+");

    private final ComposeFile file = ComposeFile.read();

    @Test
    void nodes_are_told_only_what_they_know() {
        assertThat(file.nodes().keySet())
                .containsExactly("node1", "node2", "node3")
                .allSatisfy(node -> assertThat(Settings.documented())
                        .containsAll(file.environment(node).keySet()));
    }

    @Test
    void nodes_differ_in_nothing_but_their_name_and_directory() {
        Set<String> alike = file.nodes().entrySet().stream()
                .map(node -> node.getValue().toString().replace(node.getKey(), "NAME"))
                .collect(Collectors.toSet());

        assertThat(alike).hasSize(1);
    }

    @Test
    void load_balancer_and_prometheus_know_all_nodes() throws Exception {
        String balancer = Files.readString(ComposeFile.DIRECTORY.resolve("haproxy.cfg"))
                + file.services().get("balancer");
        JsonNode jobs = ComposeFile.yaml(ComposeFile.DIRECTORY.resolve("prometheus/prometheus.yml"))
                .path("scrape_configs");
        Stream<String> nodes = file.nodes().keySet().stream();

        assertThat(file.nodes().keySet())
                .allSatisfy(node -> assertThat(balancer).contains(node + ":8080"));
        assertThat(jobs.findValues("targets").stream().flatMap(ComposeFile::texts))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(nodes.map(node -> node + ":9990"), Stream.of("balancer:8405"))
                                .toList());
    }

    @Test
    void only_the_load_balancer_can_be_reached_from_elsewhere() {
        Set<String> published = new TreeSet<>();
        file.services()
                .forEach((name, service) ->
                        ComposeFile.texts(service.path("ports")).forEach(port -> published.add(port + " " + name)));

        assertThat(published)
                .containsExactly("127.0.0.1:3000:3000 grafana", "127.0.0.1:9090:9090 prometheus", "8080:8080 balancer");
        assertThat(file.top("networks").path("nodes").path("internal").asBoolean())
                .isTrue();
        assertThat(file.top("networks").path("data").path("internal").asBoolean())
                .isTrue();
        assertThat(file.nodes().keySet())
                .containsExactlyInAnyOrderElementsOf(file.services().entrySet().stream()
                        .filter(service -> service.getValue().path("networks").has("nodes"))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void no_password_is_known_beforehand() {
        assertThat(file.nodes().keySet())
                .allSatisfy(node -> assertThat(file.environment(node))
                        .containsKeys("PARLEY_DB_PASSWORD_FILE", "PARLEY_CLUSTER_PASSWORD_FILE"));
        assertThat(file.environment("grafana")).containsKey("GF_SECURITY_ADMIN_PASSWORD__FILE");
        assertThat(file.services().keySet()).allSatisfy(service -> {
            assertThat(file.environment(service).entrySet())
                    .filteredOn(setting -> setting.getKey().contains("PASSWORD"))
                    .allMatch(setting -> setting.getKey().endsWith("_FILE")
                            && file.secrets(service)
                                    .contains(Path.of(setting.getValue())
                                            .getFileName()
                                            .toString()));
            assertThat(file.secrets().keySet()).containsAll(file.secrets(service));
        });
    }

    @Test
    void every_secret_is_made_and_no_two_are_alike(@TempDir Path made) throws Exception {
        Tool.run(List.of(ComposeFile.DIRECTORY.resolve("prepare").toString(), made.toString()));

        try (Stream<Path> files = Files.list(made)) {
            assertThat(files.map(path -> "secrets/" + path.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(file.secrets().values().stream()
                            .map(secret -> secret.path("file").asText())
                            .toList());
        }
        assertThat(Files.readString(made.resolve("database-password")))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(Files.readString(made.resolve("cluster-password")));
    }

    @Test
    void a_secret_that_is_made_is_kept(@TempDir Path made) throws Exception {
        List<String> prepare = List.of(ComposeFile.DIRECTORY.resolve("prepare").toString(), made.toString());
        Tool.run(prepare);
        String before =
                Files.readString(made.resolve("private.pem")) + Files.readString(made.resolve("database-password"));

        Tool.run(prepare);

        assertThat(Files.readString(made.resolve("private.pem")) + Files.readString(made.resolve("database-password")))
                .isEqualTo(before);
    }

    @Test
    void every_file_it_names_is_there() {
        List<String> mounted = file.services().values().stream()
                .flatMap(service -> ComposeFile.texts(service.path("volumes")))
                .map(volume -> volume.substring(0, volume.indexOf(':')))
                .toList();

        assertThat(mounted)
                .filteredOn(from -> from.startsWith("."))
                .hasSizeGreaterThan(3)
                .allMatch(from -> Files.exists(ComposeFile.DIRECTORY.resolve(from)));
        assertThat(mounted.stream().filter(from -> !from.startsWith(".")).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        ComposeFile.named(file.top("volumes")).keySet());
    }

    @Test
    void what_one_node_exports_or_archives_lies_where_all_nodes_look_for_it() {
        assertThat(List.of("node1", "node2", "node3")).allSatisfy(node -> {
            JsonNode service = requireNonNull(file.services().get(node));
            String exports = service.at("/environment/PARLEY_EXPORTS_DIR").asText();
            String archive = service.at("/environment/PARLEY_ARCHIVE_DIR").asText();
            assertThat(ComposeFile.texts(service.path("volumes"))).contains("exports:" + exports, "archive:" + archive);
        });
    }

    @Test
    void a_bucket_may_stand_in_for_the_directory_and_its_secret_is_in_a_file() {
        JsonNode other = ComposeFile.yaml(ComposeFile.DIRECTORY.resolve("compose.s3.yaml"));

        assertThat(ComposeFile.named(other.path("services")).keySet())
                .isEqualTo(file.nodes().keySet());
        other.path("services").forEach(node -> {
            Map<String, JsonNode> environment = ComposeFile.named(node.path("environment"));
            String secret =
                    node.at("/environment/PARLEY_ARCHIVE_S3_SECRET_KEY_FILE").asText();
            assertThat(Settings.documented()).containsAll(environment.keySet());
            assertThat(environment).doesNotContainKey("PARLEY_ARCHIVE_S3_SECRET_KEY");
            assertThat(ComposeFile.texts(node.path("secrets")).map(name -> "/run/secrets/" + name))
                    .containsExactly(secret);
            assertThat(other.path("secrets").has(Path.of(secret).getFileName().toString()))
                    .isTrue();
        });
    }

    @Test
    void every_service_says_whether_it_is_well_has_a_limit_and_gets_no_new_rights() {
        assertThat(file.services().values()).allSatisfy(service -> {
            assertThat(service.has("build") || service.has("healthcheck")).isTrue();
            assertThat(service.at("/deploy/resources/limits/memory").asText()).matches("\\d+[mg]");
            assertThat(service.path("security_opt").toString()).contains("no-new-privileges:true");
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        });
    }

    @Test
    void whoever_can_do_without_writes_nowhere_but_to_volumes() {
        assertThat(file.services().entrySet())
                .filteredOn(service -> !service.getValue().path("read_only").asBoolean())
                .extracting(Map.Entry::getKey)
                .containsExactly("database");
    }

    @Test
    void what_others_made_has_an_exact_version() {
        assertThat(file.services().values())
                .filteredOn(service -> !service.has("build"))
                .extracting(service -> service.path("image").asText())
                .hasSize(4)
                .allMatch(image -> EXACT.matcher(image).matches());
    }
}
