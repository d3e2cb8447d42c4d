package chat.parley.bench.history;

/**
 * How much history there is to be.
 *
 * @param messages in all conversations together
 * @param largest how many of them are in one conversation
 */
public record HistoryPlan(long messages, int conversations, long largest) {

    /** How many accounts there are to read it. */
    static final int READERS = 200;

    /** How many of them are members of each conversation. */
    static final int MEMBERS = 5;

    long[] sizes() {
        return Sizes.of(messages, conversations, largest);
    }
}
