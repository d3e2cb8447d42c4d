package chat.parley.ejb.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures of pages and the list of them, as Opticon files have it: a line for each page with its number, the volume, the
 * file, and with the first page of a document {@code Y} and how many it has.
 */
final class PageVolume implements Closeable {

    private static final String VOLUME = "PARLEY";
    private static final int FILES_IN_A_FOLDER = 1_000;

    private final PageImages images = new PageImages();
    private final Path root;
    private final Writer list;
    private long drawn;

    /** Begins a volume in a directory. */
    PageVolume(Path root) throws IOException {
        this.root = root;
        list = Files.newBufferedWriter(root.resolve("load.opt"));
    }

    /** The numbers of a document's pages, the first and the last. */
    record Numbers(String first, String last, int pages) {}

    /** Draws the pages of a document. */
    Numbers add(String text) throws IOException {
        List<List<String>> pages = images.pages(text);
        String first = number(drawn + 1);
        for (int page = 0; page < pages.size(); page++) {
            String folder = "%04d".formatted(drawn++ / FILES_IN_A_FOLDER);
            String number = number(drawn);
            Path file = Files.createDirectories(root.resolve("IMAGES").resolve(folder))
                    .resolve(number + ".tif");
            images.write(pages.get(page), number, file);
            list.write("%s,%s,IMAGES\\%s\\%s.tif,%s\r\n"
                    .formatted(number, VOLUME, folder, number, page == 0 ? "Y,,," + pages.size() : ",,,"));
        }
        return new Numbers(first, number(drawn), pages.size());
    }

    private static String number(long page) {
        return VOLUME + "%09d".formatted(page);
    }

    @Override
    public void close() throws IOException {
        try (images) {
            list.close();
        }
    }
}
