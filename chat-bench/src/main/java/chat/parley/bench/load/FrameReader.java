package chat.parley.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The reading side of a WebSocket client (RFC 6455) after its upgrade request: the server's answer to that, then frames
 * without extensions. It keeps only what is incomplete, so an idle connection costs next to nothing.
 */
final class FrameReader {

    /** What comes out. A text is the part {@code [from, to)} of an array that is reused afterwards. */
    interface Sink {
        /** The server has switched to WebSocket. */
        void opened();

        /** A whole text message. */
        void text(byte[] bytes, int from, int to);

        /** A ping, to be answered with the same bytes. */
        void ping(byte[] payload);

        /** The server closes. */
        void closed(int code, String reason);
    }

    private static final byte[] NOTHING = {};
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LARGEST = 16 << 20;

    private final Sink sink;
    private boolean open;
    private byte[] rest = NOTHING;
    private @Nullable ByteArrayOutputStream fragments;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    /** Takes what has just come from the network. */
    void read(byte[] bytes, int length) throws IOException {
        byte[] all = bytes;
        int end = length;
        if (rest.length > 0) {
            all = Arrays.copyOf(rest, rest.length + length);
            System.arraycopy(bytes, 0, all, rest.length, length);
            end = all.length;
        }
        int used = open ? 0 : upgrade(all, end);
        if (open) {
            used = frames(all, used, end);
        }
        rest = used == end ? NOTHING : Arrays.copyOfRange(all, used, end);
    }

    private int upgrade(byte[] bytes, int end) throws IOException {
        int head = Lines.indexOf(bytes, 0, end, HEAD_END);
        if (head < 0) {
            return 0;
        }
        String answer = new String(bytes, 0, head, StandardCharsets.ISO_8859_1);
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException("no WebSocket: " + answer.lines().findFirst().orElse(""));
        }
        if (!answer.contains(FrameWriter.ACCEPT)) {
            throw new IOException("the server did not sign the WebSocket handshake");
        }
        open = true;
        sink.opened();
        return head + HEAD_END.length;
    }

    private int frames(byte[] bytes, int from, int end) throws IOException {
        int at = from;
        while (end - at >= 2) {
            int head = headLength(bytes[at + 1]);
            if (end - at < head) {
                break;
            }
            long length = payloadLength(bytes, at, head);
            if (length > LARGEST) {
                throw new IOException("a frame of " + length + " bytes");
            }
            if (end - at - head < length) {
                break;
            }
            int start = at + head;
            at = start + (int) length;
            frame(bytes[start - head], bytes, start, at);
        }
        return at;
    }

    private static int headLength(byte second) {
        return switch (second & 0x7f) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private static long payloadLength(byte[] bytes, int at, int head) {
        if (head == 2) {
            return bytes[at + 1] & 0x7f;
        }
        long length = 0;
        for (int i = at + 2; i < at + head; i++) {
            length = (length << 8) | (bytes[i] & 0xff);
        }
        return length;
    }

    private void frame(byte first, byte[] bytes, int from, int to) {
        boolean last = first < 0;
        switch (first & 0x0f) {
            case FrameWriter.CLOSE -> close(bytes, from, to);
            case FrameWriter.PING -> sink.ping(Arrays.copyOfRange(bytes, from, to));
            case FrameWriter.PONG -> {
                // nobody asked
            }
            default -> data(last, bytes, from, to);
        }
    }

    private void data(boolean last, byte[] bytes, int from, int to) {
        ByteArrayOutputStream begun = fragments;
        if (begun == null && last) {
            sink.text(bytes, from, to);
            return;
        }
        if (begun == null) {
            begun = new ByteArrayOutputStream();
        }
        begun.write(bytes, from, to - from);
        fragments = last ? null : begun;
        if (last) {
            sink.text(begun.toByteArray(), 0, begun.size());
        }
    }

    private void close(byte[] bytes, int from, int to) {
        int code = to - from < 2 ? 1005 : ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff);
        sink.closed(code, to - from < 2 ? "" : new String(bytes, from + 2, to - from - 2, StandardCharsets.UTF_8));
    }
}
