package chat.parley.jpa.conversation;

/** What sort of conversation it is; a group can become a channel, and nothing else changes. */
public enum ConversationKind {
    /** Of two people, for ever the same two, or of one with themselves. */
    DIRECT,
    /** Of those who were asked in; anybody in it asks others. */
    GROUP,
    /** About something, with a name; people come and go. */
    CHANNEL
}
