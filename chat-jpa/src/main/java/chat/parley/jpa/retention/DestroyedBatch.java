package chat.parley.jpa.retention;

import java.util.List;

import chat.parley.jpa.message.NumberRange;

/**
 * Messages of a conversation that were destroyed together.
 *
 * @param reasons a JSON array with the number of messages for each basis and rule
 * @param numbers which ones
 * @param gaps the gaps of the conversation that these numbers have become a part of
 * @param digest SHA-256 over the SHA-256 of what each was, in their order, in hexadecimal
 * @param change the number of the conversation's change that tells of it
 */
public record DestroyedBatch(
        long messages, String reasons, List<NumberRange> numbers, List<NumberRange> gaps, String digest, long change) {}
