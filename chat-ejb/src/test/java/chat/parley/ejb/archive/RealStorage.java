package chat.parley.ejb.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * Ceph of this machine: a monitor, one OSD that keeps everything in memory, and a gateway that speaks S3, on free ports of
 * loopback. Enough for what S3 promises; it says nothing about what Ceph keeps through a crash.
 */
public final class RealStorage implements AutoCloseable {

    public static final String ACCESS_KEY = "parley";
    public static final String SECRET_KEY = "parley-secret";

    /** A storage class that it has beside its standard one. */
    static final String COLD = "COLD";

    private static final Path PROGRAMS = Path.of("/usr/bin");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int monitorPort = freePort();
    private final int gatewayPort;
    private final int safePort = freePort();
    private final TestAuthority authority;
    private final List<Process> processes = new ArrayList<>();
    private Process gateway;

    /** One that is ready. Its files lie in this directory, which is short: there are sockets in it. */
    RealStorage(Path directory) throws IOException {
        this(directory, freePort());
    }

    /** The same, with its gateway at a port that others know. */
    public RealStorage(Path directory, int gatewayPort) throws IOException {
        this.directory = directory;
        this.gatewayPort = gatewayPort;
        for (String part : List.of("mon", "osd", "rgw", "run")) {
            Files.createDirectory(directory.resolve(part));
        }
        String cluster = UUID.randomUUID().toString();
        String disk = UUID.randomUUID().toString();
        authority = TestAuthority.in(directory);
        authority.certify("127.0.0.1");
        Files.writeString(directory.resolve("ceph.conf"), configuration(cluster));
        String map = directory.resolve("monmap").toString();
        run("monmaptool", "--create", "--addv", "a", "[v2:127.0.0.1:" + monitorPort + "]", "--fsid", cluster, map);
        run("ceph-mon", "--mkfs", "-i", "a", "--monmap", map);
        processes.add(start("ceph-mon", "-i", "a", "-f"));
        run("ceph", "osd", "new", disk);
        run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", disk);
        processes.add(start("ceph-osd", "-i", "0", "-f"));
        run(
                "radosgw-admin",
                "user",
                "create",
                "--uid=parley",
                "--display-name=Parley",
                "--access-key=" + ACCESS_KEY,
                "--secret-key=" + SECRET_KEY);
        String[] cold = {"--placement-id=default-placement", "--storage-class=" + COLD};
        run("radosgw-admin", "zonegroup", "placement", "add", "--rgw-zonegroup=default", cold[0], cold[1]);
        run("radosgw-admin", "zone", "placement", "add", "--rgw-zone=default", "--data-pool=cold", cold[0], cold[1]);
        gateway = startGateway();
    }

    /** Whether Ceph is here, and may be started. */
    public static boolean available() {
        return Stream.of("ceph", "ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "monmaptool")
                .allMatch(name -> Files.isExecutable(PROGRAMS.resolve(name)));
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + gatewayPort);
    }

    /** The same over TLS, by the certificate of an authority of its own. */
    URI safeEndpoint() {
        return URI.create("https://127.0.0.1:" + safePort);
    }

    /** Who vouches for it. */
    TestAuthority authority() {
        return authority;
    }

    /** As the owner of all buckets: nobody has more rights there. */
    public S3Client owner() {
        return S3ObjectStore.client(new S3Place(
                Optional.of(endpoint()),
                "us-east-1",
                "none",
                ACCESS_KEY,
                SECRET_KEY,
                Optional.empty(),
                Optional.empty(),
                false));
    }

    /** Nobody answers there any more; what is kept is kept. */
    public void takeGatewayAway() {
        end(gateway);
    }

    /** Somebody answers there again. */
    public void bringGatewayBack() {
        gateway = startGateway();
    }

    @Override
    public void close() {
        end(gateway);
        processes.reversed().forEach(RealStorage::end);
    }

    private String configuration(String cluster) {
        return """
                [global]
                fsid = %1$s
                mon_host = v2:127.0.0.1:%2$d/0
                public_addr = 127.0.0.1
                cluster_addr = 127.0.0.1
                ms_bind_ipv6 = false
                auth_cluster_required = none
                auth_service_required = none
                auth_client_required = none
                osd_pool_default_size = 1
                osd_pool_default_min_size = 1
                osd_pool_default_pg_num = 1
                osd_pool_default_pgp_num = 1
                osd_pool_default_pg_autoscale_mode = off
                osd_crush_chooseleaf_type = 0
                osd_objectstore = memstore
                memstore_device_bytes = 268435456
                osd_class_load_list = *
                osd_class_default_list = *
                mon_max_pg_per_osd = 1000
                mon_data_avail_crit = 1
                paxos_propose_interval = 0.1
                paxos_min_wait = 0.01
                mon_data = %3$s/mon
                osd_data = %3$s/osd
                run_dir = %3$s/run
                log_file = %3$s/$name.log
                admin_socket =
                [client]
                ms_mon_client_mode = crc
                rgw_data = %3$s/rgw
                rgw_frontends = beast endpoint=127.0.0.1:%4$d ssl_endpoint=127.0.0.1:%5$d ssl_certificate=%6$s ssl_private_key=%7$s
                rgw_thread_pool_size = 8
                rgw_enable_gc_threads = false
                rgw_enable_lc_threads = false
                rgw_enable_quota_threads = false
                rgw_run_sync_thread = false
                """.formatted(
                        cluster,
                        monitorPort,
                        directory,
                        gatewayPort,
                        safePort,
                        directory.resolve("127.0.0.1.pem"),
                        directory.resolve("127.0.0.1-key.pem"));
    }

    private Process startGateway() {
        Process started = start("radosgw", "-n", "client.admin", "-f");
        HttpRequest question =
                HttpRequest.newBuilder(endpoint()).timeout(PATIENCE).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    client.send(question, BodyHandlers.discarding());
                    return started;
                } catch (IOException e) {
                    if (System.nanoTime() > end || started.waitFor(50, TimeUnit.MILLISECONDS)) {
                        throw new IllegalStateException("no gateway at " + endpoint(), e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void run(String program, String... words) {
        Process process = start(program, words);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(program + ": " + Files.readString(directory.resolve(program + ".out")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process start(String program, String... words) {
        List<String> command = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString()));
        command.addAll(List.of(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment()
                    .put("CEPH_CONF", directory.resolve("ceph.conf").toString());
            return builder.redirectErrorStream(true)
                    .redirectOutput(directory.resolve(program + ".out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
