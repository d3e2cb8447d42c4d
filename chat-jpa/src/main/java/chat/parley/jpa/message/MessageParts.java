package chat.parley.jpa.message;

import java.util.List;

/**
 * What hangs on a message besides what its sender said. Each change to it is a change of the message, with a number.
 *
 * @param reactions in the order in which the first of each came
 */
public record MessageParts(List<Reaction> reactions) {}
