package chat.parley.ejb.supervision;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import chat.parley.jpa.conversation.ConversationId;

/**
 * Draws messages by a keyed hash of their numbers: whoever does not know the key cannot tell which, and whoever does finds the
 * same again. The first 48 bits of HMAC-SHA256 over {@code conversation/seq} are the lot of a message; it is drawn when they
 * are less than the share of 2<sup>48</sup>.
 */
final class Lot {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int LOT_BYTES = 6;
    private static final long WHOLE = 10_000;

    private final Mac mac;

    /** By this key, which is written in hexadecimal digits. */
    Lot(String seed) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(seed), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that nobody has or had. */
    static String freshSeed(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** What is told of a key at once, so that it cannot be said later to have been another: its SHA-256. */
    static String commitment(String seed) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(HexFormat.of().parseHex(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether the lot falls on a message.
     *
     * @param share on how many it falls, in hundredths of a percent
     */
    boolean fallsOn(ConversationId conversation, long seq, int share) {
        byte[] hash = mac.doFinal((conversation + "/" + seq).getBytes(StandardCharsets.US_ASCII));
        long lot = 0;
        for (int i = 0; i < LOT_BYTES; i++) {
            lot = (lot << Byte.SIZE) | Byte.toUnsignedLong(hash[i]);
        }
        return lot * WHOLE < ((long) share << (LOT_BYTES * Byte.SIZE));
    }
}
