package chat.parley.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a chat server as the generator needs: it welcomes everybody (a token {@code token-7} is a member of
 * conversation 7), numbers what is sent and tells every member. A fault can be put between it and its members.
 */
final class SelfMadeServer implements AutoCloseable {

    private static final Pattern SEND =
            Pattern.compile("\"conversation\":(\\d+),\"id\":\"([^\"]+)\",\"ref\":(\\d+),\"body\":\"([^\"]+)\"");
    private static final Pattern CHECKPOINT = Pattern.compile("\"(\\d+)\":\\[(\\d+),0]");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"token-(\\d+)\"");

    private final ServerSocket listening;
    private final Function<List<String>, List<String>> fault;
    private final Map<String, List<Member>> members = new HashMap<>();
    private final Map<String, List<String>> logs = new HashMap<>();

    /** @param fault what becomes of the frames of each member but the first: given all so far, answers what to send now */
    SelfMadeServer(Function<List<String>, List<String>> fault) throws IOException {
        this.fault = fault;
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static SelfMadeServer faultless() throws IOException {
        return new SelfMadeServer(frames -> List.of(frames.getLast()));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private final class Member {
        private final OutputStream out;
        private final boolean first;
        private final List<String> frames = new ArrayList<>();

        Member(OutputStream out, boolean first) {
            this.out = out;
            this.first = first;
        }

        void tell(String frame) throws IOException {
            frames.add(frame);
            List<String> now = first ? List.of(frame) : fault.apply(frames);
            if (!now.isEmpty()) {
                try {
                    write(out, String.join("\n", now));
                } catch (SocketException _) {
                    // it has gone, and may come again as another
                }
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + FrameWriter.ACCEPT + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                heard(read(in), out);
            }
        } catch (IOException _) {
            // the client has gone
        }
    }

    private synchronized void heard(String frame, OutputStream out) throws IOException {
        Matcher hello = TOKEN.matcher(frame);
        if (hello.find()) {
            List<Member> room = members.computeIfAbsent(hello.group(1), _ -> new ArrayList<>());
            room.add(new Member(out, room.isEmpty()));
            write(
                    out,
                    "{\"type\":\"welcome\",\"epoch\":\"e\"}\n{\"type\":\"changes\",\"conversations\":[{\"messages\":["
                            + String.join(",", missed(frame)) + "]}],\"more\":false}");
        }
        Matcher send = SEND.matcher(frame);
        if (send.find()) {
            List<String> log = logs.computeIfAbsent(send.group(1), _ -> new ArrayList<>());
            int seq = log.size() + 1;
            String message = "{\"type\":\"message\",\"conversation\":%s,\"seq\":%d,\"id\":\"%s\",\"body\":\"%s\"}"
                    .formatted(send.group(1), seq, send.group(2), send.group(4));
            log.add(message);
            write(out, "{\"type\":\"ok\",\"ref\":%s,\"seq\":%d}".formatted(send.group(3), seq));
            for (Member member : members.getOrDefault(send.group(1), List.of())) {
                member.tell(message);
            }
        }
    }

    /** What a hello's checkpoint lacks. */
    private List<String> missed(String hello) {
        Matcher checkpoint = CHECKPOINT.matcher(hello);
        if (!checkpoint.find()) {
            return List.of();
        }
        List<String> log = logs.getOrDefault(checkpoint.group(1), List.of());
        return log.subList(Integer.parseInt(checkpoint.group(2)), log.size());
    }

    private static String read(InputStream in) throws IOException {
        in.skipNBytes(1);
        int length = in.read() & 0x7f;
        if (length == 126) {
            length = (in.read() << 8) | in.read();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        if (length < 0 || mask.length < 4 || payload.length < length) {
            throw new IOException("the end");
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = payload.length < 126
                ? new byte[] {(byte) 0x81, (byte) payload.length}
                : new byte[] {(byte) 0x81, 126, (byte) (payload.length >> 8), (byte) payload.length};
        byte[] frame = new byte[head.length + payload.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(payload, 0, frame, head.length, payload.length);
        out.write(frame);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
