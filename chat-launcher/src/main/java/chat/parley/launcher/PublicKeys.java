package chat.parley.launcher;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 keys to verify with, by their names. */
public final class PublicKeys {

    private static final Pattern PART =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final int NAME_BYTES = 8;

    private PublicKeys() {}

    /** All that are in these texts in PEM form. */
    public static Map<String, PublicKey> of(List<String> pem) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (String text : pem) {
            Matcher part = PART.matcher(text);
            while (part.find()) {
                byte[] encoded = Base64.getMimeDecoder().decode(part.group(1));
                keys.put(name(encoded), key(encoded));
            }
        }
        return keys;
    }

    private static PublicKey key(byte[] encoded) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new LaunchException(ExitCode.USAGE, "There is a key that is not one of Ed25519", e);
        }
    }

    /** The first 16 hexadecimal digits of its SHA-256. */
    private static String name(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded), 0, NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
