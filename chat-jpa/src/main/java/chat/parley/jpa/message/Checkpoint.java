package chat.parley.jpa.message;

import java.util.List;
import java.util.UUID;

import chat.parley.jpa.message.Messages.Position;

/**
 * What a client has applied.
 *
 * @param epoch the age of the history that all these numbers are of
 * @param accountRev the last change of its account's own state
 * @param positions the last message and the last change of each conversation
 */
public record Checkpoint(UUID epoch, long accountRev, List<Position> positions) {}
