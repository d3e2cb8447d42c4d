package chat.parley.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FrameReaderTest {

    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + FrameWriter.ACCEPT + "\r\n\r\n";

    private final List<String> heard = new ArrayList<>();
    private final FrameReader reader = new FrameReader(new FrameReader.Sink() {
        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            heard.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void ping(byte[] payload) {
            heard.add("ping " + payload.length);
        }

        @Override
        public void closed(int code, String reason) {
            heard.add("closed " + code + " " + reason);
        }
    });

    @Test
    void frames_of_every_length_come_out_whole() throws IOException {
        String middle = "m".repeat(126);
        String large = "l".repeat(70_000);

        read(SWITCHING, frame(0x81, "short"), frame(0x81, middle), frame(0x81, large));

        assertThat(heard).containsExactly("opened", "short", middle, large);
    }

    @Test
    void what_comes_byte_by_byte_is_put_together() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(SWITCHING.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(frame(0x81, "one"));
        all.writeBytes(frame(0x81, "2".repeat(200)));

        for (byte b : all.toByteArray()) {
            reader.read(new byte[] {b}, 1);
        }

        assertThat(heard).containsExactly("opened", "one", "2".repeat(200));
    }

    @Test
    void fragments_are_one_message_even_around_a_ping() throws IOException {
        read(SWITCHING, frame(0x01, "ab"), frame(0x89, "??"), frame(0x00, "cd"), frame(0x80, "ef"));

        assertThat(heard).containsExactly("opened", "ping 2", "abcdef");
    }

    @Test
    void a_close_tells_its_code_and_reason() throws IOException {
        read(SWITCHING, frame(0x88, "\u00111revoked"));

        assertThat(heard).containsExactly("opened", "closed 4401 revoked");
    }

    @Test
    void an_answer_that_is_no_upgrade_is_an_error() {
        assertThatThrownBy(() -> read("HTTP/1.1 503 Service Unavailable\r\n\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
    }

    @Test
    void a_frame_that_is_written_has_the_length_it_says() {
        for (int length : new int[] {0, 125, 126, 65_535, 65_536}) {
            byte[] head = new byte[FrameWriter.MOST_HEAD];

            int size = FrameWriter.head(head, FrameWriter.TEXT, length);

            assertThat(size).isEqualTo(length < 126 ? 6 : length < 65_536 ? 8 : 14);
            assertThat(FrameWriter.frame(FrameWriter.TEXT, new byte[length])).hasSize(size + length);
        }
    }

    private void read(String head, byte[]... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        reader.read(all.toByteArray(), all.size());
    }

    private static byte[] frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] masked = FrameWriter.frame(FrameWriter.TEXT, payload);
        int head = masked.length - payload.length - 4;
        byte[] frame = new byte[head + payload.length];
        System.arraycopy(masked, 0, frame, 0, head);
        System.arraycopy(payload, 0, frame, head, payload.length);
        frame[0] = (byte) first;
        frame[1] = (byte) (frame[1] & 0x7f);
        return frame;
    }
}
