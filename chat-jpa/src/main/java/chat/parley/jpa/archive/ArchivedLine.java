package chat.parley.jpa.archive;

/**
 * A message as it is archived: what it says, and all it said before.
 *
 * @param versions how many it had before
 * @param moved whether its text is not in its row: {@code json} has none then
 * @param json one line; docs/compliance.md says what it has
 */
public record ArchivedLine(long seq, long rev, long versions, boolean moved, String json) {}
