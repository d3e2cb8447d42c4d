package chat.parley.jpa.retention;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;

/** Where a rule holds, the widest first: of two the later one is more specific. */
public sealed interface RetentionReach {

    /** In all conversations of the organization. */
    record Organization() implements RetentionReach {}

    /** In those of a kind. */
    record Kind(ConversationKind kind) implements RetentionReach {}

    /** In those that have a label. */
    record Label(String label) implements RetentionReach {}

    /** In one. */
    record Conversation(ConversationId conversation) implements RetentionReach {}
}
