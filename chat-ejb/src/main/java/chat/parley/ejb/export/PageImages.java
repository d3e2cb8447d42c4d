package chat.parley.ejb.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Draws text onto pages, A4 in black and white with 200 dots an inch, as load files want them: TIFF, packed by CCITT group 4.
 * The font comes along, as its outlines, so that nothing has to be installed on the server. A crossed box stands for each
 * character that it lacks. One page is in memory at a time.
 */
final class PageImages implements Closeable {

    static final int WIDTH = 1654;
    static final int HEIGHT = 2339;

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float EM = 30;
    private static final int LINE = 42;
    private static final int MARGIN = 140;
    private static final int LINES = (HEIGHT - 3 * MARGIN) / LINE;
    private static final float ROOM = WIDTH - 2 * MARGIN;
    private static final int FOOT = HEIGHT - MARGIN;

    private final BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
    private final byte[] dots = ((DataBufferByte) page.getRaster().getDataBuffer()).getData();
    private final Graphics2D pen = page.createGraphics();
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("tiff").next();
    private final ImageWriteParam group4 = writer.getDefaultWriteParam();
    private final Map<Integer, Glyph> glyphs = new HashMap<>();
    private final TrueTypeFont font;
    private final CmapLookup characters;

    /** What a character looks like, and how far it is to the next. */
    private record Glyph(Shape shape, float advance) {}

    PageImages() {
        group4.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        group4.setCompressionType("CCITT T.6");
        pen.setColor(Color.BLACK);
        try (InputStream in = TTFParser.class.getResourceAsStream(FONT)) {
            font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            characters = font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as lines that fit, parted into pages; at least one. */
    List<List<String>> pages(String text) {
        List<String> lines =
                text.lines().flatMap(line -> fitting(line).stream()).toList();
        List<List<String>> pages = new ArrayList<>();
        for (int first = 0; first == 0 || first < lines.size(); first += LINES) {
            pages.add(lines.subList(first, Math.min(lines.size(), first + LINES)));
        }
        return pages;
    }

    /** A line, broken at its last space that fits, or else where no more does. */
    private List<String> fitting(String line) {
        List<String> fitting = new ArrayList<>();
        int begin = 0;
        int space = 0;
        float width = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            int character = line.codePointAt(at);
            width += glyph(character).advance;
            if (width > ROOM) {
                int end = space > begin ? space : at;
                fitting.add(line.substring(begin, end));
                begin = end;
                width = width(line.substring(begin, at)) + glyph(character).advance;
            }
            if (character == ' ') {
                space = at + 1;
            }
        }
        fitting.add(line.substring(begin));
        return fitting;
    }

    private float width(String text) {
        return (float)
                text.codePoints().mapToDouble(each -> glyph(each).advance).sum();
    }

    /** Writes a page with its number at the foot. */
    void write(List<String> lines, String number, Path file) throws IOException {
        Arrays.fill(dots, (byte) 0xff);
        int down = MARGIN + LINE;
        for (String line : lines) {
            draw(line, MARGIN, down);
            down += LINE;
        }
        draw(number, WIDTH - MARGIN - width(number), FOOT);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(page, null, null), group4);
        } finally {
            writer.reset();
        }
    }

    private void draw(String line, float left, float down) {
        float right = left;
        for (int character : inSight(line)) {
            Glyph glyph = glyph(character);
            pen.fill(AffineTransform.getTranslateInstance(right, down).createTransformedShape(glyph.shape));
            right += glyph.advance;
        }
    }

    /** The characters from left to right, whichever way they are written. */
    private static int[] inSight(String line) {
        int[] logical = line.codePoints().toArray();
        char[] chars = line.toCharArray();
        if (!Bidi.requiresBidi(chars, 0, chars.length)) {
            return logical;
        }
        Bidi bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        Integer[] order = new Integer[logical.length];
        byte[] levels = new byte[logical.length];
        int at = 0;
        for (int each = 0; each < logical.length; each++) {
            order[each] = logical[each];
            levels[each] = (byte) bidi.getLevelAt(at);
            at += Character.charCount(logical[each]);
        }
        Bidi.reorderVisually(levels, 0, order, 0, order.length);
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private Glyph glyph(int character) {
        Glyph known = glyphs.get(character);
        if (known == null) {
            known = drawn(character);
            glyphs.put(character, known);
        }
        return known;
    }

    private Glyph drawn(int character) {
        if (Character.getType(character) == Character.FORMAT) {
            return new Glyph(new GeneralPath(), 0);
        }
        if (character == '\t') {
            return new Glyph(new GeneralPath(), 4 * glyph(' ').advance);
        }
        int id = characters.getGlyphId(character);
        if (id == 0) {
            return lacking();
        }
        try {
            float scale = EM / font.getUnitsPerEm();
            GlyphData outline = font.getGlyph().getGlyph(id);
            return new Glyph(
                    AffineTransform.getScaleInstance(scale, -scale)
                            .createTransformedShape(outline == null ? new GeneralPath() : outline.getPath()),
                    font.getAdvanceWidth(id) * scale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Glyph lacking() {
        GeneralPath box = new GeneralPath(GeneralPath.WIND_EVEN_ODD);
        box.append(new Rectangle(2, -22, 22, 22), false);
        box.append(new Rectangle(4, -20, 18, 18), false);
        GeneralPath cross = new GeneralPath();
        cross.moveTo(4, -20);
        cross.lineTo(6, -20);
        cross.lineTo(22, -2);
        cross.lineTo(20, -2);
        cross.closePath();
        box.append(cross, false);
        return new Glyph(box, 26);
    }

    @Override
    public void close() throws IOException {
        pen.dispose();
        writer.dispose();
        font.close();
    }
}
