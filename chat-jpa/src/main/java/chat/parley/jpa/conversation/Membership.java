package chat.parley.jpa.conversation;

/**
 * One time that an account was a member of a conversation, or still is.
 *
 * @param joinedSeq the message that tells of its joining
 * @param span what it may see of that time; open while it is a member
 */
public record Membership(Role role, long joinedSeq, Span span) {

    /** Whether it goes on. */
    public boolean current() {
        return span.to() == Long.MAX_VALUE;
    }
}
