package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.identity.AccountId;

/**
 * What is shown of a thread with its root.
 *
 * @param replies how many there are that were not deleted
 * @param lastSeq the last reply, deleted or not
 * @param participants the first few who have written in it, in their order
 */
public record ThreadSummary(long replies, long lastSeq, Instant lastAt, List<AccountId> participants) {}
