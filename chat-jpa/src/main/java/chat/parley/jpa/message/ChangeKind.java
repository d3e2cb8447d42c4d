package chat.parley.jpa.message;

/** What was done to a message that existed. */
enum ChangeKind {
    EDITED,
    DELETED,
    REACTED,
    UNREACTED,
    PINNED,
    UNPINNED,
    ANSWERED,
    COUNTED,
    CLOSED,
    PREVIEWED
}
