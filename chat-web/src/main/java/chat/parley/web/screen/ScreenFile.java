package chat.parley.web.screen;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A file of the client in the forms that it can be sent in: as it is and, where the build did so, packed with gzip. */
final class ScreenFile {

    private static final Pattern NO_GZIP = Pattern.compile("gzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)");

    private final String type;
    private final Form plain;
    private final @Nullable Form packed;

    ScreenFile(String type, byte[] plain, byte @Nullable [] packed) {
        this.type = type;
        String hash = hash(plain);
        this.plain = new Form('"' + hash + '"', plain);
        this.packed = packed == null ? null : new Form('"' + hash + "-gzip\"", packed);
    }

    String type() {
        return type;
    }

    /** Whether who asks decides on the form, which whoever keeps an answer has to know. */
    boolean hasForms() {
        return packed != null;
    }

    boolean isPacked(Form form) {
        return form == packed;
    }

    /** The form for whoever takes these encodings; nothing if they do not say. */
    Form as(@Nullable String encodings) {
        boolean unpacks = encodings != null
                && encodings.contains("gzip")
                && !NO_GZIP.matcher(encodings).find();
        return unpacks && packed != null ? packed : plain;
    }

    private static String hash(byte[] content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(sum, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is sent, and the tag by which a browser asks whether it has it. */
    static final class Form {

        private final String tag;
        private final byte[] body;

        Form(String tag, byte[] body) {
            this.tag = tag;
            this.body = body;
        }

        String tag() {
            return tag;
        }

        byte[] body() {
            return body;
        }

        /** Whether it is among the tags of what the browser has; a proxy may have marked them as weak. */
        boolean isAmong(@Nullable String tags) {
            return tags != null && (tags.contains(tag) || tags.strip().equals("*"));
        }
    }
}
