package chat.parley.ejb.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;

import chat.parley.ejb.export.PageVolume.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures of pages, opened again. */
class PageVolumeTest {

    @TempDir
    private Path directory;

    @Test
    void each_page_is_a_picture_with_its_line_in_the_list() throws IOException {
        try (PageVolume volume = new PageVolume(directory)) {
            assertThat(volume.add("short")).isEqualTo(new Numbers("PARLEY000000001", "PARLEY000000001", 1));
            assertThat(volume.add("line\n".repeat(100)))
                    .isEqualTo(new Numbers("PARLEY000000002", "PARLEY000000004", 3));
            assertThat(volume.add("")).isEqualTo(new Numbers("PARLEY000000005", "PARLEY000000005", 1));
        }

        assertThat(Files.readString(directory.resolve("load.opt")).split("\r\n"))
                .containsExactly(
                        "PARLEY000000001,PARLEY,IMAGES\\0000\\PARLEY000000001.tif,Y,,,1",
                        "PARLEY000000002,PARLEY,IMAGES\\0000\\PARLEY000000002.tif,Y,,,3",
                        "PARLEY000000003,PARLEY,IMAGES\\0000\\PARLEY000000003.tif,,,,",
                        "PARLEY000000004,PARLEY,IMAGES\\0000\\PARLEY000000004.tif,,,,",
                        "PARLEY000000005,PARLEY,IMAGES\\0000\\PARLEY000000005.tif,Y,,,1");
        for (int page = 1; page <= 5; page++) {
            assertThat(compression(directory.resolve("IMAGES/0000/PARLEY00000000" + page + ".tif")))
                    .isEqualTo("CCITT T.6");
        }
    }

    @Test
    void a_character_that_the_font_lacks_is_a_mark_and_not_nothing() throws IOException {
        try (PageImages images = new PageImages()) {
            assertThat(black(images, "\u4f60"))
                    .isEqualTo(black(images, "\ud83c\udf89"))
                    .isNotEqualTo(black(images, " "));
            assertThat(black(images, "\u0416")).isNotEqualTo(black(images, "\u4f60"));
            assertThat(black(images, "\u200b")).isEqualTo(black(images, ""));
        }
    }

    @Test
    void whatever_is_too_long_is_broken_and_nothing_is_lost() throws IOException {
        String words = "some words and more ".repeat(30);
        String block = "x".repeat(500);
        try (PageImages images = new PageImages()) {
            List<String> lines = images.pages(words + block).getFirst();

            assertThat(lines).hasSizeGreaterThan(8);
            assertThat(String.join("", lines)).isEqualTo(words + block);
            assertThat(lines.getFirst()).endsWith(" ");
            for (String line : lines) {
                images.write(List.of(line), "", directory.resolve("page.tif"));
                assertThat(blackRightOf(PageImages.WIDTH - 140)).as(line).isZero();
            }
        }
    }

    private int black(PageImages images, String line) throws IOException {
        images.write(List.of(line), "", directory.resolve("page.tif"));
        return blackRightOf(0);
    }

    private int blackRightOf(int left) throws IOException {
        BufferedImage page = ImageIO.read(directory.resolve("page.tif").toFile());
        int black = 0;
        for (int x = left; x < page.getWidth(); x++) {
            for (int y = 0; y < page.getHeight(); y++) {
                black += (page.getRGB(x, y) & 0xff) == 0 ? 1 : 0;
            }
        }
        return black;
    }

    /** How a picture is packed, which can be read and has the size of a page. */
    private static String compression(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            assertThat(reader.getWidth(0)).isEqualTo(PageImages.WIDTH);
            assertThat(reader.read(0).getColorModel().getPixelSize()).isEqualTo(1);
            var tree = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_1.0");
            var name = (IIOMetadataNode)
                    tree.getElementsByTagName("CompressionTypeName").item(0);
            return name.getAttribute("value");
        }
    }
}
