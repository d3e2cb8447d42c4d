package chat.parley.ejb.emoji;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.emoji.EmojiPicture;

/**
 * Which pictures may be an emoji: PNG and GIF, of up to {@value #MOST_BYTES} bytes and {@value #LARGEST} pixels to a side,
 * which can be drawn. Each is drawn here, the sizes it names before anything else, so that what browsers get is what it says
 * it is. SVG is a program, and for WebP the JDK has no decoder.
 */
final class PictureCheck {

    static final int MOST_BYTES = 128 * 1024;
    static final int LARGEST = 128;
    private static final int MOST_FRAMES = 200;

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] GIF = {'G', 'I', 'F', '8'};

    private PictureCheck() {}

    /** The picture, as what it is; refused with {@code emoji.picture} if it may not be one. */
    static EmojiPicture check(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw refused("it has more than " + MOST_BYTES + " bytes");
        }
        if (beginsWith(bytes, PNG)) {
            return drawn(bytes, "png");
        }
        if (beginsWith(bytes, GIF)) {
            return drawn(bytes, "gif");
        }
        throw refused("it is neither PNG nor GIF");
    }

    private static EmojiPicture drawn(byte[] bytes, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // Without what else is in it, which may unpack to much
            reader.setInput(in, false, true);
            int frames = reader.getNumImages(true);
            if (frames < 1 || frames > MOST_FRAMES) {
                throw refused("it has " + frames + " frames");
            }
            for (int frame = 0; frame < frames; frame++) {
                checkSize(reader.getWidth(frame), reader.getHeight(frame));
                reader.read(frame);
            }
            if (format.equals("gif")) {
                checkSize(number(bytes, 6), number(bytes, 8));
            }
            return new EmojiPicture("image/" + format, bytes);
        } catch (Rejected e) {
            throw e;
        } catch (IOException | RuntimeException e) { // whatever it is that a decoder stumbles over
            throw refused("it cannot be drawn");
        } finally {
            reader.dispose();
        }
    }

    private static void checkSize(int width, int height) {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw refused("it has " + width + " by " + height + " pixels");
        }
    }

    private static int number(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) | (Byte.toUnsignedInt(bytes[at + 1]) << Byte.SIZE);
    }

    private static boolean beginsWith(byte[] bytes, byte[] signature) {
        return bytes.length > 16 && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
    }

    private static Rejected refused(String why) {
        return new Rejected(
                "emoji.picture",
                "An emoji is a PNG or GIF of up to " + MOST_BYTES / 1024 + " KiB and " + LARGEST + " by " + LARGEST
                        + " pixels; " + why + ".");
    }
}
