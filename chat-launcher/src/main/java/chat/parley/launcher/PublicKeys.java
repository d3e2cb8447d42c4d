package chat.parley.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** All that are in these files. */
    public static Map<String, PublicKey> in(List<Path> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return of(texts);
    }

    /**
     * What is wrong with a signature; empty if nothing is.
     *
     * @param name whose it is said to be
     * @param signature in Base64
     */
    static Optional<String> complaint(Map<String, PublicKey> keys, String name, byte[] signed, String signature) {
        PublicKey key = keys.get(name);
        if (key == null) {
            return Optional.of("is signed with the key " + name + ", which is not known");
        }
        try {
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(key);
            verifying.update(signed);
            if (verifying.verify(Base64.getDecoder().decode(signature))) {
                return Optional.empty();
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // is told below like a signature of something else
        }
        return Optional.of("does not have the signature of its key");
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
