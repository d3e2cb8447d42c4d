package chat.parley.jpa.report;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about somebody, as they are told of it: not by whom, and not who had reported it.
 *
 * @param conversation where the message was, or where they were muted or banned; null if nowhere
 * @param seq the number of the message; null if they were reported themselves
 * @param name what the conversation is called
 * @param words what they had said; only where it is asked for
 * @param until when a sanction ends
 * @param appeal what they said against it
 * @param reversed what became of that; null as long as that is open
 * @param answer why
 */
public record OwnDecision(
        CaseId id,
        @Nullable ConversationId conversation,
        @Nullable Long seq,
        @Nullable String name,
        @Nullable String words,
        Decision decision,
        @Nullable String why,
        Instant at,
        @Nullable Instant until,
        @Nullable String appeal,
        @Nullable Boolean reversed,
        @Nullable String answer) {}
