package chat.parley.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody to connect as, and the conversation to be in: a line of what {@code bench prepare} writes. Lines of one
 * conversation follow each other.
 */
public record LoadAccount(String user, String token, long conversation) {

    /** Reads {@code user<TAB>access token<TAB>conversation id}. */
    public static LoadAccount parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("not 'user<TAB>token<TAB>conversation': " + line);
        }
        return new LoadAccount(fields[0], fields[1], Long.parseLong(fields[2].strip()));
    }

    /** All lines of a file. */
    public static List<LoadAccount> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(LoadAccount::parse).toList();
    }

    /** At most so many of each conversation, the first ones. */
    public static List<LoadAccount> firstOfEach(int limit, List<LoadAccount> all) {
        Map<Long, Integer> taken = new HashMap<>();
        return all.stream()
                .filter(each -> taken.merge(each.conversation(), 1, Integer::sum) <= limit)
                .toList();
    }

    /** The line that {@link #parse} reads. */
    public String line() {
        return user + "\t" + token + "\t" + conversation;
    }
}
