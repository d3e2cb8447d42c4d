package chat.parley.jpa.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import org.jspecify.annotations.Nullable;

/** Rows of {@code message_mention} as the parallel arrays that one statement takes, whatever their number. */
final class MentionRows {

    /**
     * One of them.
     *
     * @param owner the number by which the statement knows the message
     * @param meant an array as a text
     */
    private record Row(
            long owner,
            long sender,
            @Nullable Long thread,
            String kind,
            long target,
            @Nullable String meant) {}

    private final List<Row> rows = new ArrayList<>();

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Adds those of a message, which the statement knows by this number; whoever speaks is not told of it. */
    void add(long owner, AccountId sender, @Nullable Long thread, Mentioned mentioned) {
        for (Mention mention : mentioned.mentions()) {
            if (!mention.equals(new Mention.Person(sender))) {
                List<AccountId> meant = mentioned.meant().get(mention);
                rows.add(new Row(
                        owner,
                        sender.value(),
                        thread,
                        kind(mention),
                        target(mention),
                        meant == null ? null : text(meant)));
            }
        }
    }

    long[] owners() {
        return rows.stream().mapToLong(Row::owner).toArray();
    }

    long[] senders() {
        return rows.stream().mapToLong(Row::sender).toArray();
    }

    @Nullable
    Long[] threads() {
        @Nullable Long[] threads = new @Nullable Long[rows.size()];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = rows.get(i).thread();
        }
        return threads;
    }

    String[] kinds() {
        return rows.stream().map(Row::kind).toArray(String[]::new);
    }

    long[] targets() {
        return rows.stream().mapToLong(Row::target).toArray();
    }

    @Nullable
    String[] meant() {
        @Nullable String[] meant = new @Nullable String[rows.size()];
        for (int i = 0; i < meant.length; i++) {
            meant[i] = rows.get(i).meant();
        }
        return meant;
    }

    private static String kind(Mention mention) {
        return switch (mention) {
            case Mention.Person _ -> "PERSON";
            case Mention.Group _ -> "GROUP";
            case Mention.Here _ -> "HERE";
            case Mention.Everybody _ -> "EVERYBODY";
        };
    }

    private static long target(Mention mention) {
        return switch (mention) {
            case Mention.Person(AccountId account) -> account.value();
            case Mention.Group(UserGroupId group) -> group.value();
            case Mention.Here _, Mention.Everybody _ -> 0;
        };
    }

    /** As PostgreSQL writes an array. */
    private static String text(List<AccountId> accounts) {
        return accounts.stream()
                .map(account -> Long.toString(account.value()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
