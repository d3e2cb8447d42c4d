package chat.parley.ejb.emoji;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.emoji.EmojiPicture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PictureCheckTest {

    @Test
    void takes_png_and_gif_as_what_they_are() throws IOException {
        byte[] png = picture("png", 128, 64);

        EmojiPicture taken = PictureCheck.check(png);

        assertThat(taken.type()).isEqualTo("image/png");
        assertThat(taken.bytes()).isEqualTo(png);
        assertThat(PictureCheck.check(picture("gif", 1, 1)).type()).isEqualTo("image/gif");
    }

    @Test
    void takes_those_that_move() throws IOException {
        assertThat(PictureCheck.check(moving(5)).type()).isEqualTo("image/gif");
        refuses(moving(201));
    }

    @Test
    void takes_none_that_is_too_large() throws IOException {
        refuses(picture("png", 129, 10));
        refuses(picture("gif", 10, 129));
        byte[] padded = Arrays.copyOf(picture("png", 8, 8), PictureCheck.MOST_BYTES + 1);
        refuses(padded);
    }

    @Test
    void believes_no_size_that_is_not_so() throws IOException {
        byte[] png = picture("png", 16, 16);
        // Width in the header; its checksum is no longer right, nor is the picture
        png[18] = 0x7f;
        refuses(png);
        byte[] gif = picture("gif", 16, 16);
        gif[7] = 0x7f;
        refuses(gif);
    }

    @Test
    void takes_nothing_that_cannot_be_drawn() throws IOException {
        refuses(new byte[0]);
        refuses("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8));
        refuses("GIF89a<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        byte[] png = picture("png", 16, 16);
        refuses(Arrays.copyOf(png, 20));
        refuses(Arrays.copyOf(png, png.length / 2));
        refuses(picture("bmp", 16, 16));
        refuses(picture("jpg", 16, 16));
    }

    private static void refuses(byte[] bytes) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> PictureCheck.check(bytes))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("emoji.picture"));
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out))
                .isTrue();
        return out.toByteArray();
    }

    private static byte[] moving(int frames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int frame = 0; frame < frames; frame++) {
                BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED);
                writer.writeToSequence(new IIOImage(image, null, null), writer.getDefaultWriteParam());
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
