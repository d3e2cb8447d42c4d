package chat.parley.ejb.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import chat.parley.ejb.audit.Seal;
import chat.parley.jpa.archive.ArchiveSegment.Content;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.OrganizationId;
import com.github.luben.zstd.Zstd;

/**
 * Lines as they lie in an object: UTF-8, each ended by a newline, packed by Zstandard (RFC 8878), and then encrypted by
 * AES-256 in GCM (NIST SP 800-38D), with a key of this object alone; the nonce of 12 bytes stands first. Whoever
 * destroys the key has destroyed the lines, wherever copies of the object are.
 */
final class SegmentFile {

    private static final int LEVEL = 9;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private SegmentFile() {}

    /** An object, and how the catalogue knows it. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Written(byte[] object, Content content) {}

    /** What somebody has done to an object, or to the catalogue. */
    static final class Spoiled extends Exception {
        private static final long serialVersionUID = 1L;

        Spoiled(String what) {
            super(what);
        }
    }

    /** Makes an object of lines, under a name and with a key that nobody had before. */
    static Written write(OrganizationId organization, ConversationId conversation, List<String> lines) {
        byte[] text = lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        byte[] key = random(KEY_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, Zstd.compress(text, LEVEL));
        byte[] object = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        String name = "segments/" + organization + "/" + conversation + "/" + UUID.randomUUID();
        return new Written(
                object, new Content(name, object.length, sha256(object), text.length, sha256(text), key, null));
    }

    /**
     * The lines of an object.
     *
     * @throws Spoiled if it is not what was written
     */
    static List<String> read(byte[] object, Content content) throws Spoiled {
        if (!Arrays.equals(sha256(object), content.objectHash())) {
            throw new Spoiled("the object is not the one that was written");
        }
        byte[] text;
        try {
            byte[] packed = crypt(
                    Cipher.DECRYPT_MODE,
                    content.key(),
                    Arrays.copyOf(object, NONCE_BYTES),
                    Arrays.copyOfRange(object, NONCE_BYTES, object.length));
            text = Zstd.decompress(packed, Math.toIntExact(content.textBytes()));
        } catch (RuntimeException e) { // whatever the catalogue says of it now
            throw new Spoiled("the object cannot be read with the key that the catalogue has");
        }
        if (!Arrays.equals(sha256(text), content.textHash())) {
            throw new Spoiled("the lines are not those that the catalogue says");
        }
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] content) {
        return Seal.sha256().digest(content);
    }
}
