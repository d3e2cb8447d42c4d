package chat.parley.jpa.message;

/** How a message's body is to be read. A {@code SYSTEM} body is the JSON of a {@link SystemEvent}. */
public enum Format {
    PLAIN,
    MARKDOWN,
    SYSTEM
}
