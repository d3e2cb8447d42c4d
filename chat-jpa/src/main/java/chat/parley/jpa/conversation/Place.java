package chat.parley.jpa.conversation;

/** What a conversation is as far as the question goes who may do what in it. */
public record Place(ConversationKind kind, Visibility visibility, boolean archived, PostingPolicy posting) {

    /** Whether anybody in the organization may walk in. */
    public boolean open() {
        return kind == ConversationKind.CHANNEL && visibility == Visibility.PUBLIC;
    }
}
