package chat.parley.jpa.conversation;

/** A link that the members of a conversation keep at hand. */
public record Bookmark(String title, String url) {}
