package chat.parley.jpa.admin;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A conversation from outside: how large it is and how it is set, and nothing of what is said in it.
 *
 * @param people the names of some members, where it has no name of its own
 * @param labels what rules about keeping know it by
 * @param members how many there are now
 * @param posted the number of its last entry: how much was ever written there, notices included
 * @param lastAt when that was; null if it is there no more
 */
public record ConversationLine(
        ConversationId id,
        ConversationKind kind,
        @Nullable String name,
        @Nullable String topic,
        Visibility visibility,
        List<String> people,
        List<String> labels,
        Instant createdAt,
        @Nullable Instant archivedAt,
        int members,
        long posted,
        @Nullable Instant lastAt) {}
