package chat.parley.ejb.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a device gets its next access token with, once: 256 bits that nobody can guess, so that a plain SHA-256 of them
 * is enough to keep. The next one is made of this one and a salt: whoever holds only the database can make neither.
 */
public record RefreshToken(String text) {

    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one out of nothing. */
    static RefreshToken random() {
        return of(randomBytes(BYTES));
    }

    /** What a successor is made of. */
    static byte[] salt() {
        return randomBytes(SALT_BYTES);
    }

    /** The one after this; always the same with the same salt. */
    RefreshToken successor(byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return of(mac.doFinal(salt));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** What is kept of it. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Not in logs. */
    @Override
    public String toString() {
        return "RefreshToken";
    }

    private static RefreshToken of(byte[] bytes) {
        return new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
