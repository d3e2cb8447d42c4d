package chat.parley.web.screen;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.ServletContext;

import org.jspecify.annotations.Nullable;

/** The files of the client by their paths, read once: they are few, and stay as they are as long as the server runs. */
final class ScreenFiles {

    static final ScreenFiles NONE = new ScreenFiles(Map.of());

    /** What the build adds to the name of a file for the packed one (build/packed.ts of the client). */
    private static final String PACKED = ".gz";

    private final Map<String, ScreenFile> files;

    private ScreenFiles(Map<String, ScreenFile> files) {
        this.files = files;
    }

    /** All that this web application shows to everybody. */
    static ScreenFiles in(ServletContext application) throws IOException {
        Map<String, ScreenFile> files = new HashMap<>();
        collect(application, "/", files);
        return new ScreenFiles(Map.copyOf(files));
    }

    Optional<ScreenFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static void collect(ServletContext application, String folder, Map<String, ScreenFile> files)
            throws IOException {
        for (String path : application.getResourcePaths(folder)) {
            if (path.equals("/WEB-INF/") || path.equals("/META-INF/") || path.endsWith(PACKED)) {
                continue;
            }
            if (path.endsWith("/")) {
                collect(application, path, files);
                continue;
            }
            byte[] plain = read(application, path);
            if (plain != null) {
                files.put(path, new ScreenFile(type(application, path), plain, read(application, path + PACKED)));
            }
        }
    }

    private static String type(ServletContext application, String path) {
        String known = application.getMimeType(path);
        return known == null ? "application/octet-stream" : known;
    }

    private static byte @Nullable [] read(ServletContext application, String path) throws IOException {
        try (InputStream content = application.getResourceAsStream(path)) {
            return content == null ? null : content.readAllBytes();
        }
    }
}
