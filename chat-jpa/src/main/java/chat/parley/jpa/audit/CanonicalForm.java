package chat.parley.jpa.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Fields written so that no two different lists of them look the same: each as the number of its bytes, a colon, its UTF-8
 * and a comma; one that is not there as a hyphen. In SQL it is {@code audit_field}.
 */
public final class CanonicalForm {

    private final StringBuilder text;

    /** Begins with what it is the form of. */
    public CanonicalForm(String what) {
        text = new StringBuilder(what);
    }

    /** Adds a text. */
    public CanonicalForm with(@Nullable String field) {
        if (field == null) {
            text.append('-');
        } else {
            int bytes = field.getBytes(StandardCharsets.UTF_8).length;
            text.append(bytes).append(':').append(field).append(',');
        }
        return this;
    }

    /** Adds a number. */
    public CanonicalForm with(long number) {
        return with(Long.toString(number));
    }

    /** Adds a moment, in microseconds since 1970. */
    public CanonicalForm with(Instant moment) {
        return with(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    }

    /** All of it. */
    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The SHA-256 of it, in hexadecimal digits. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
