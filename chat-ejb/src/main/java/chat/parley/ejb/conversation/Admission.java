package chat.parley.ejb.conversation;

import java.time.Duration;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Span;

/**
 * That somebody was let into a conversation for something.
 *
 * @param span what they may see
 * @param pause how long they wait after a message before the next one; zero: not at all
 * @param accessRev the state of the rules they were let in under; a writing statement checks that it still holds
 */
public record Admission(ConversationId conversation, Role role, Span span, Duration pause, long accessRev) {}
