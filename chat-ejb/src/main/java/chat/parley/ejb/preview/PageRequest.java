package chat.parley.ejb.preview;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET by HTTP/1.1 over a connection of its own, to an address that was looked up and checked before. (The clients of
 * the JDK look names up themselves, when they connect.) Of TLS, the certificate must be of the link's host.
 */
final class PageRequest {

    /** So much of a page is read; what it says of itself stands at its beginning. */
    static final int MOST_BYTES = 512 * 1024;

    private static final int CONNECT_MILLIS = 3_000;
    private static final int SILENCE_MILLIS = 4_000;
    private static final int MOST_HEADER_BYTES = 32 * 1024;
    private static final int MOST_HEADERS = 200;

    private final InputStream in;
    private int headerBytes;

    private PageRequest(InputStream in) {
        this.in = in;
    }

    /**
     * What came back.
     *
     * @param headers by their names in lower case; of several of a name the first
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, String> headers, byte[] body) {

        /** Where one is sent on to, if one is. */
        Optional<String> location() {
            return switch (status) {
                case 301, 302, 303, 307, 308 -> Optional.ofNullable(headers.get("location"));
                default -> Optional.empty();
            };
        }

        /** The type of its content, which is HTML. */
        String html() throws IOException {
            String type = headers.getOrDefault("content-type", "");
            String name = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (status != 200 || !(name.equals("text/html") || name.equals("application/xhtml+xml"))) {
                throw new IOException("status " + status + ", " + name);
            }
            return type;
        }
    }

    static Answer send(URI url, InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.connect(address, CONNECT_MILLIS);
            return url.getScheme().equals("https") ? overTls(socket, url, address.getPort()) : exchange(socket, url);
        }
    }

    private static Answer overTls(Socket socket, URI url, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secured = (SSLSocket) factory.createSocket(socket, url.getHost(), port, true)) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            return exchange(secured, url);
        }
    }

    private static Answer exchange(Socket socket, URI url) throws IOException {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String request = String.join(
                "\r\n",
                "GET " + url.getRawPath() + query + " HTTP/1.1",
                "Host: " + url.getRawAuthority(),
                "User-Agent: Parley (previews of links)",
                "Accept: text/html, application/xhtml+xml",
                "Accept-Encoding: identity",
                "Connection: close",
                "",
                "");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return new PageRequest(new BufferedInputStream(socket.getInputStream())).answer();
    }

    private Answer answer() throws IOException {
        int status = status(line());
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() >= MOST_HEADERS) {
                throw new IOException("headers that are none");
            }
            headers.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(status, headers, status == 200 ? body(headers) : new byte[0]);
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
            throw new IOException("no HTTP");
        }
        return Integer.parseInt(parts[1]);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
        byte[] raw = chunked ? chunks() : in.readNBytes(length(headers));
        return switch (headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT)) {
            case "identity" -> raw;
            case "gzip" -> unpacked(raw);
            case String other -> throw new IOException("packed as " + other);
        };
    }

    private static int length(Map<String, String> headers) {
        try {
            long length = Long.parseLong(headers.getOrDefault("content-length", String.valueOf(MOST_BYTES)));
            return Math.clamp(length, 0, MOST_BYTES);
        } catch (NumberFormatException e) {
            return MOST_BYTES;
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() < MOST_BYTES) {
            headerBytes = 0;
            int size = size(line());
            if (size == 0) {
                break;
            }
            body.write(in.readNBytes(Math.min(size, MOST_BYTES - body.size())));
            if (body.size() < MOST_BYTES && !line().isEmpty()) {
                throw new IOException("chunks that are none");
            }
        }
        return body.toByteArray();
    }

    private static int size(String line) throws IOException {
        try {
            return Integer.parseUnsignedInt(line.split(";", 2)[0].strip(), 16) & Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new IOException("chunks that are none", e);
        }
    }

    /** As far as it was read, which may be in the middle; never more than may be read of a page that is not packed. */
    private static byte[] unpacked(byte[] packed) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] some = new byte[8192];
            for (int count = stream.read(some); count > 0 && content.size() < MOST_BYTES; count = stream.read(some)) {
                content.write(some, 0, Math.min(count, MOST_BYTES - content.size()));
            }
        } catch (EOFException e) {
            if (packed.length < MOST_BYTES) {
                throw e;
            }
        }
        return content.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || ++headerBytes > MOST_HEADER_BYTES) {
                throw new IOException("headers without an end");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
