package chat.parley.jpa.conversation;

/** How much somebody has not read: counted from three numbers, never kept. */
public final class Unread {

    private Unread() {}

    /** The messages after what was read and, at the earliest, after what came before the first that may be seen. */
    public static long of(long lastSeq, long readSeq, long fromSeq) {
        return Math.max(0, lastSeq - Math.max(readSeq, fromSeq - 1));
    }
}
