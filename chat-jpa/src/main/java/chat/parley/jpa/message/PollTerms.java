package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What can be voted on, and how. The question is the message's body. Decided when it is posted, for votes mean what was
 * there when they were given.
 *
 * @param options in their order, by which votes name them, from 0
 * @param multiple whether one can choose several
 * @param anonymous whether nobody is shown who chose what
 * @param endsAt when it ends by itself; null if somebody has to close it
 */
public record PollTerms(
        List<String> options,
        boolean multiple,
        boolean anonymous,
        @Nullable Instant endsAt) {}
