package chat.parley.bench.history;

/**
 * How many messages each conversation has: one is huge, and of the others the n-th largest has about 1/n^0.8 of what the
 * largest has, as it is where people write: a few are busy, most are quiet.
 */
final class Sizes {

    private static final double SKEW = 0.8;

    private Sizes() {}

    /**
     * Sizes in falling order that add up to the total. Every conversation has at least one message, the one that tells
     * of its founding.
     */
    static long[] of(long total, int conversations, long largest) {
        if (conversations < 2 || largest > total - conversations) {
            throw new IllegalArgumentException(
                    "%d messages in %d conversations, the largest of %d".formatted(total, conversations, largest));
        }
        double weights = 0;
        for (int i = 1; i < conversations; i++) {
            weights += weight(i);
        }
        long[] sizes = new long[conversations];
        sizes[0] = largest;
        long shared = total - largest - (conversations - 1);
        long given = 0;
        double seen = 0;
        for (int i = 1; i < conversations; i++) {
            seen += weight(i);
            long upToHere = Math.round(shared * (seen / weights));
            sizes[i] = 1 + upToHere - given;
            given = upToHere;
        }
        return sizes;
    }

    private static double weight(int place) {
        return Math.pow(place, -SKEW);
    }
}
