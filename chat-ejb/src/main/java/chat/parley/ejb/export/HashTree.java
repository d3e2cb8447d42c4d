package chat.parley.ejb.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import chat.parley.ejb.audit.Seal;

/**
 * A tree of SHA-256 hashes as RFC 6962 has it: a leaf is the hash of 0 and its text, a node the hash of 1 and both below it;
 * the left side has the largest power of two that leaves something for the right.
 */
final class HashTree {

    private HashTree() {}

    /** The root over these texts. */
    static String root(List<String> leaves) {
        List<byte[]> hashes = new ArrayList<>();
        for (String leaf : leaves) {
            MessageDigest digest = Seal.sha256();
            digest.update((byte) 0);
            hashes.add(digest.digest(leaf.getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(hashes.isEmpty() ? Seal.sha256().digest() : over(hashes));
    }

    private static byte[] over(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int left = Integer.highestOneBit(hashes.size() - 1);
        MessageDigest digest = Seal.sha256();
        digest.update((byte) 1);
        digest.update(over(hashes.subList(0, left)));
        return digest.digest(over(hashes.subList(left, hashes.size())));
    }
}
