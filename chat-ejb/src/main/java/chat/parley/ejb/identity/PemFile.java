package chat.parley.ejb.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A file of keys in PEM form. */
public record PemFile(Path path) {

    /**
     * What is in all its parts of a label, in their order; at least one.
     *
     * @throws IOException if there is none, or the file cannot be read
     */
    public List<byte[]> parts(String label) throws IOException {
        String text = Files.readString(path, StandardCharsets.US_ASCII);
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        List<byte[]> parts = new ArrayList<>();
        int from = text.indexOf(begin);
        while (from >= 0) {
            int to = text.indexOf(end, from);
            if (to < 0) {
                break;
            }
            parts.add(Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to)));
            from = text.indexOf(begin, to);
        }
        if (parts.isEmpty()) {
            throw new IOException(path + " has no " + label + " in PEM form");
        }
        return parts;
    }
}
