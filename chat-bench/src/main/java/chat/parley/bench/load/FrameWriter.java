package chat.parley.bench.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The writing side of a WebSocket client (RFC 6455). Payloads are masked with zeros, which leaves them as they are: the
 * mask is there against confused proxies, of which a benchmark has none.
 */
final class FrameWriter {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** The most that goes before a payload. */
    static final int MOST_HEAD = 14;

    /** What a server answers to {@link #KEY}. */
    static final String ACCEPT = "UHyHJ2Ouil6jJetaItZhHz9xPks=";

    private static final String KEY = "cGFybGV5IGJlbmNoIGtleQ==";

    private FrameWriter() {}

    /** The request that turns a connection into a WebSocket. */
    static byte[] upgrade(InetSocketAddress server) {
        return """
                GET /api/v1/socket HTTP/1.1\r
                Host: %s:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: %s\r
                Sec-WebSocket-Protocol: parley.v1.json\r
                \r
                """.formatted(server.getHostString(), server.getPort(), KEY).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes the head of a frame that is whole; answers how long it is. */
    static int head(byte[] target, int opcode, int payload) {
        int at = 0;
        target[at++] = (byte) (0x80 | opcode);
        if (payload < 126) {
            target[at++] = (byte) (0x80 | payload);
        } else if (payload < 1 << 16) {
            target[at++] = (byte) (0x80 | 126);
            target[at++] = (byte) (payload >> 8);
            target[at++] = (byte) payload;
        } else {
            target[at++] = (byte) (0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                target[at++] = (byte) ((long) payload >> shift);
            }
        }
        for (int i = 0; i < 4; i++) {
            target[at++] = 0;
        }
        return at;
    }

    /** A whole frame. */
    static byte[] frame(int opcode, byte[] payload) {
        byte[] head = new byte[MOST_HEAD];
        int length = head(head, opcode, payload.length);
        byte[] frame = new byte[length + payload.length];
        System.arraycopy(head, 0, frame, 0, length);
        System.arraycopy(payload, 0, frame, length, payload.length);
        return frame;
    }
}
