package chat.parley.ejb.screening;

import java.util.List;

/**
 * What a text is recognized by when it comes again, nearly the same: a hash of its words, and 64 votes of its triples of
 * letters, of which few change when little of the text does (M. Charikar, Similarity Estimation Techniques from Rounding
 * Algorithms, 2002).
 *
 * @param words the same for texts of the same words, however they are set
 * @param votes near for texts that are
 * @param length in letters; short texts are near to much, so of them only the words count
 */
record Likeness(long words, long votes, int length) {

    private static final int SHORT = 40;
    private static final int NEAR = 6;
    private static final long PRIME = 0x100_0000_01B3L;
    private static final long BASIS = 0xCBF2_9CE4_8422_2325L;

    static Likeness of(List<String> words) {
        String text = String.join(" ", words);
        int[] votes = new int[Long.SIZE];
        for (int i = 0; i + 3 <= text.length(); i++) {
            long hash = hash(text, i, i + 3);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                votes[bit] += ((hash >>> bit) & 1) == 1 ? 1 : -1;
            }
        }
        long sign = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            sign |= votes[bit] > 0 ? 1L << bit : 0;
        }
        return new Likeness(hash(text, 0, text.length()), sign, text.length());
    }

    boolean isLike(Likeness other) {
        return words == other.words
                || (length >= SHORT && other.length >= SHORT && Long.bitCount(votes ^ other.votes) <= NEAR);
    }

    /** FNV-1a, then mixed so that each bit depends on all. */
    private static long hash(String text, int from, int to) {
        long hash = BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
        return hash ^ (hash >>> 33);
    }
}
