package chat.parley.it.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of the web client, as a browser asks for them. */
@NodeTest
class ClientFilesIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** The one file of what comes before the sign-in; what else is named there may be too small to be packed. */
    private static final Pattern CODE = Pattern.compile("src=\"(/assets/before-[^\"]+\\.js)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/c/17", "/index.html"})
    void every_place_within_the_client_is_its_page(String place) throws Exception {
        var answer = get(place);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(text(answer)).contains("<div id=\"root\">");
    }

    @Test
    void code_is_packed_for_whoever_unpacks_and_the_same_for_whoever_does_not() throws Exception {
        var path = code();

        var packed = get(path, "Accept-Encoding", "gzip, br");
        var plain = get(path);

        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(packed, "Content-Type")).contains("javascript");
        assertThat(header(packed, "Cache-Control")).contains("immutable");
        assertThat(unpacked(packed.body())).isEqualTo(plain.body());
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void what_a_browser_has_is_not_sent_again_nor_taken_for_the_other_form() throws Exception {
        var path = code();
        var packed = header(get(path, "Accept-Encoding", "gzip"), "ETag");

        var known = get(path, "Accept-Encoding", "gzip", "If-None-Match", packed);
        var other = get(path, "If-None-Match", packed);

        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(header(known, "ETag")).isEqualTo(packed);
        assertThat(other.statusCode()).isEqualTo(200);
    }

    /** All builds have files of the same time; one that asked by it would keep the page of another build. */
    @Test
    void a_time_of_change_decides_nothing() throws Exception {
        var answer = get("/", "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Last-Modified")).isEmpty();
    }

    @Test
    void whoever_asks_for_the_head_alone_gets_no_body() throws Exception {
        var request = HttpRequest.newBuilder(RealServer.url().resolve(code()))
                .method("HEAD", HttpRequest.BodyPublishers.noBody());

        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).matches("[1-9]\\d*");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/assets/not-there.js"})
    void what_is_not_the_clients_is_not_there(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void that_a_file_of_another_build_is_missing_is_not_kept() throws Exception {
        assertThat(header(get("/assets/index-OfAnother.js"), "Cache-Control")).isEqualTo("no-store");
    }

    private static String code() throws Exception {
        Matcher found = CODE.matcher(text(get("/")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(RealServer.url().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return stream.readAllBytes();
        }
    }
}
