package chat.parley.bench.history;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages;

/** What is there to be read: who reads, and which conversations hold how many messages, the largest first. */
final class HistoryData {

    private final List<String> readers;
    private final AccountId[] accounts;
    private final long[] conversations;
    private final long[] sizes;
    private final long[] upTo;

    /** @param readers usernames of the accounts, in their order */
    HistoryData(List<String> readers, long[] accounts, long[] conversations, long[] sizes) {
        this.readers = readers;
        this.accounts = LongStream.of(accounts).mapToObj(AccountId::new).toArray(AccountId[]::new);
        this.conversations = conversations;
        this.sizes = sizes;
        this.upTo = sizes.clone();
        Arrays.parallelPrefix(upTo, Long::sum);
    }

    /** A message: where, and its number there. */
    record Place(ConversationId conversation, long seq, int reader) {}

    /** One of all messages; so busy conversations are met more often than quiet ones, as people do. */
    Place anyMessage(RandomGenerator random) {
        long index = random.nextLong(upTo[upTo.length - 1]);
        int found = Arrays.binarySearch(upTo, index + 1);
        int conversation = found < 0 ? -found - 1 : found;
        long before = conversation == 0 ? 0 : upTo[conversation - 1];
        return new Place(new ConversationId(conversations[conversation]), index - before + 1, readerOf(conversation));
    }

    /** The last message of the largest conversation. */
    Place lastOfLargest() {
        return new Place(new ConversationId(conversations[0]), sizes[0], readerOf(0));
    }

    /** A reader. */
    AccountId anyReader(RandomGenerator random) {
        return accounts[random.nextInt(accounts.length)];
    }

    String username(int reader) {
        return readers.get(reader);
    }

    /** Where somebody stopped who missed the same number of messages in each of some conversations. */
    List<Messages.Position> missing(int count, int messages, RandomGenerator random) {
        int enough = 0;
        while (enough < sizes.length && sizes[enough] > messages) {
            enough++;
        }
        return random.ints(0, enough)
                .distinct()
                .limit(count)
                .mapToObj(i -> new Messages.Position(new ConversationId(conversations[i]), sizes[i] - messages, 0))
                .toList();
    }

    /** The first member of the conversation at this place of the list ({@link HistoryFill} seats them so). */
    private static int readerOf(int conversation) {
        return (int) ((long) conversation * HistoryPlan.MEMBERS % HistoryPlan.READERS);
    }
}
