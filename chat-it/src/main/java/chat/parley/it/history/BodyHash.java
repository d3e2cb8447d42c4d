package chat.parley.it.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands for a body in a history: enough to tell bodies apart, and nothing to read. */
public final class BodyHash {

    private static final int BYTES = 12;

    private BodyHash() {}

    /** The first 24 hexadecimal digits of the SHA-256 of the body in UTF-8. */
    public static String of(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
