package chat.parley.ejb.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * What people have said lately where somebody asks that, on this node: not the texts, only what they are recognized by.
 * Bounded: the last few of each of so many people, and none after an hour.
 */
final class RecentTexts {

    /** So many texts of one person are remembered; no rule asks for more. */
    static final int MOST_TEXTS = 32;

    /** So long; no rule asks for longer. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_PEOPLE = 20_000;

    private record Said(ConversationId conversation, UUID message, Likeness likeness, Instant at) {}

    private final Cache<AccountId, Deque<Said>> people = Caffeine.newBuilder()
            .maximumSize(MOST_PEOPLE)
            .expireAfterAccess(LONGEST)
            .build();

    /** Remembers that somebody says this now; the same message counts once, by its last text. */
    void note(AccountId who, ConversationId conversation, UUID message, Likeness likeness, Instant now) {
        Deque<Said> texts = people.get(who, any -> new ArrayDeque<>());
        synchronized (texts) {
            texts.removeIf(said -> said.message.equals(message));
            if (texts.size() == MOST_TEXTS) {
                texts.removeFirst();
            }
            texts.addLast(new Said(conversation, message, likeness, now));
        }
    }

    /** How many other messages of theirs were like this since then, in one conversation or, if none is named, anywhere. */
    int alike(AccountId who, @Nullable ConversationId where, UUID message, Likeness likeness, Instant since) {
        Deque<Said> texts = people.getIfPresent(who);
        if (texts == null) {
            return 0;
        }
        synchronized (texts) {
            return (int) texts.stream()
                    .filter(said -> !said.message.equals(message)
                            && !said.at.isBefore(since)
                            && (where == null || where.equals(said.conversation))
                            && said.likeness.isLike(likeness))
                    .count();
        }
    }
}
