package chat.parley.jpa.conversation;

/** How much of what was said before a newcomer sees. It never changes, so that nobody's span ever grows. */
public enum HistoryVisibility {
    /** All of it. */
    ALL,
    /** Nothing: only what is said from their joining on. */
    JOINED
}
