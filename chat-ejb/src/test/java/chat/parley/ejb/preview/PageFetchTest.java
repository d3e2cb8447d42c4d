package chat.parley.ejb.preview;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import chat.parley.jpa.message.Preview;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a real server of HTTP on this machine, which the guard is told to let pass. */
class PageFetchTest {

    private static final String PAGE = """
            <html><head><title>A page &amp; more</title>
            <meta name="description" content="What it is
               about"></head><body>Words</body></html>
            """;

    /** What it answers: on this path, with this type, so. */
    private interface Content {
        void write(HttpExchange exchange) throws IOException;
    }

    private final Map<String, Content> site = new ConcurrentHashMap<>();
    private final Map<String, Headers> asked = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private String address;
    private PageFetch web;

    @BeforeEach
    void a_site_on_this_machine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            asked.put(path, exchange.getRequestHeaders());
            site.getOrDefault(path, failed -> failed.sendResponseHeaders(404, -1))
                    .write(exchange);
            exchange.close();
        });
        server.start();
        address = "127.0.0.1:" + server.getAddress().getPort();
        web = new PageFetch(new AddressGuard(InetAddress::getAllByName, List.of(80, 443), List.of(address)));
    }

    @AfterEach
    void gone() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void says_what_a_page_says_of_itself_and_nothing_of_who_asks() throws IOException {
        shows("/x?y=1", "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));

        assertThat(look("/x?y=1"))
                .contains(new Preview(link("/x?y=1").toString(), "A page & more", "What it is about", "127.0.0.1"));
        assertThat(asked.get("/x?y=1"))
                .containsEntry("Host", List.of(address))
                .doesNotContainKeys("Cookie", "Referer", "Authorization");
    }

    @Test
    void prefers_what_is_meant_for_previews() throws IOException {
        shows("/", "text/html", """
                <meta property="og:title" content="Better"><meta property="og:description" content="Words">
                <meta property="og:site_name" content="The site"><title>Title</title>
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(look("/")).contains(new Preview(link("/").toString(), "Better", "Words", "The site"));
    }

    @Test
    void reads_the_letters_that_are_meant() throws IOException {
        shows("/header", "text/html; charset=ISO-8859-1", "<title>Grüße</title>".getBytes(StandardCharsets.ISO_8859_1));
        shows(
                "/meta",
                "text/html",
                "<meta charset=windows-1251><title>Привет</title>".getBytes(Charset.forName("windows-1251")));
        shows("/nonsense", "text/html; charset=nonsense", "<title>Grüße</title>".getBytes(StandardCharsets.UTF_8));

        assertThat(title("/header")).isEqualTo("Grüße");
        assertThat(title("/meta")).isEqualTo("Привет");
        assertThat(title("/nonsense")).isEqualTo("Grüße");
    }

    @Test
    void what_it_says_is_one_line_of_bounded_length_without_what_turns_it_around() throws IOException {
        shows(
                "/",
                "text/html",
                ("<title>a\u0000b\u202ec\n\td " + "x".repeat(500) + "</title>").getBytes(StandardCharsets.UTF_8));

        assertThat(title("/")).startsWith("a").endsWith("x…").hasSize(200).doesNotContainPattern("[\u0000\u202e\n\t]");
    }

    @Test
    void a_page_without_a_title_has_no_preview() throws IOException {
        shows("/", "text/html", "<p>words".getBytes(StandardCharsets.UTF_8));

        assertThat(look("/")).isEmpty();
    }

    @Test
    void follows_three_times_and_no_further() throws IOException {
        for (int n = 4; n > 0; n--) {
            String next = "/" + (n - 1);
            site.put("/" + n, exchange -> sendOn(exchange, next));
        }
        shows("/0", "text/html", PAGE.getBytes(StandardCharsets.UTF_8));

        assertThat(title("/3")).isEqualTo("A page & more");
        assertThatThrownBy(() -> look("/4")).isInstanceOf(IOException.class);
    }

    @Test
    void whoever_sends_it_on_does_not_lead_it_inside() {
        for (String inside : List.of(
                "http://127.0.0.1:1/",
                "http://localhost/",
                "http://[::1]/",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "//10.0.0.1/",
                "gopher://" + address + "/",
                "http://user@" + address + "/")) {
            site.put("/", exchange -> sendOn(exchange, inside));

            assertThatThrownBy(() -> look("/")).as(inside).isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_is_no_page_is_left_alone() {
        shows("/image", "image/png", new byte[] {1, 2, 3});
        shows("/svg", "image/svg+xml", "<svg><title>x</title></svg>".getBytes(StandardCharsets.UTF_8));
        shows("/none", "", PAGE.getBytes(StandardCharsets.UTF_8));

        for (String path : List.of("/image", "/svg", "/none", "/missing")) {
            assertThatThrownBy(() -> look(path)).as(path).isInstanceOf(IOException.class);
        }
    }

    @Test
    void reads_half_a_megabyte_and_then_lets_go() throws IOException {
        site.put("/endless", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(PAGE.getBytes(StandardCharsets.UTF_8));
            byte[] more = "<p>more".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(more);
            }
        });

        assertThat(title("/endless")).isEqualTo("A page & more");
        assertThat(web.fetch(link("/endless")).content()).hasSize(PageRequest.MOST_BYTES);
    }

    @Test
    void unpacks_no_more_than_it_reads() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(PAGE.getBytes(StandardCharsets.UTF_8));
            byte[] nothing = new byte[1024 * 1024];
            for (int n = 0; n < 50; n++) {
                out.write(nothing);
            }
        }
        site.put("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            write(exchange, "text/html", packed.toByteArray());
        });

        assertThat(web.fetch(link("/bomb")).content()).hasSize(PageRequest.MOST_BYTES);
        assertThat(title("/bomb")).isEqualTo("A page & more");
    }

    @Test
    void whoever_stops_waiting_lets_go_of_a_server_that_says_nothing() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        site.put("/silent", _ -> {
            reached.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CountDownLatch ended = new CountDownLatch(1);
        Future<?> waiting = threads.submit(() -> {
            try {
                return web.fetch(link("/silent"));
            } finally {
                ended.countDown();
            }
        });
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

        waiting.cancel(true);

        assertThat(ended.await(3, TimeUnit.SECONDS)).isTrue();
        over.countDown();
    }

    @Test
    void what_does_not_speak_http_is_no_page() throws Exception {
        for (String nonsense : List.of(
                "SSH-2.0-x\r\n\r\n",
                "HTTP/1.1 200\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx: " + "y".repeat(40_000) + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + manyHeaders() + "\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            try (RawServer raw = RawServer.saying(nonsense)) {
                PageFetch there = new PageFetch(
                        new AddressGuard(InetAddress::getAllByName, List.of(), List.of("127.0.0.1:" + raw.port())));

                assertThatThrownBy(() -> there.fetch(URI.create("http://127.0.0.1:" + raw.port() + "/")))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static String manyHeaders() {
        return IntStream.range(0, 300).mapToObj("x%d: y\r\n"::formatted).collect(Collectors.joining());
    }

    private void shows(String path, String type, byte[] content) {
        site.put(path, exchange -> write(exchange, type, content));
    }

    private static void write(HttpExchange exchange, String type, byte[] content) throws IOException {
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", type);
        }
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void sendOn(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private URI link(String path) {
        return URI.create("http://" + address + path);
    }

    private Optional<Preview> look(String path) throws IOException {
        return PageWords.of(link(path), web.fetch(link(path)));
    }

    private String title(String path) throws IOException {
        return look(path).orElseThrow().title();
    }
}
