package chat.parley.ejb.conversation;

import chat.parley.ejb.problem.ChatException;

/** Why a member may not do what they wish. */
enum Refusal {
    /** Direct conversations are as they are. */
    DIRECT("conversation.direct"),
    /** It is closed for writing. */
    ARCHIVED("conversation.archived"),
    /** Others in it may, this member not. */
    ROLE_TOO_LOW("conversation.role-too-low"),
    /** Only moderators post here. */
    ANNOUNCEMENTS("conversation.announcements"),
    /** This member only reads for now. */
    MUTED("conversation.muted"),
    /** One of the two has blocked the other. */
    BLOCKED("conversation.blocked"),
    /** An information barrier stands between this member and another. */
    PARTED("conversation.parted"),
    /** A conversation keeps an owner. */
    LAST_OWNER("conversation.last-owner"),
    /** What messages said before is for others. */
    VERSIONS_HIDDEN("versions.hidden");

    private final String code;

    Refusal(String code) {
        this.code = code;
    }

    /** The stable code of the protocol. */
    String code() {
        return code;
    }

    /** This refusal, to be thrown. */
    ChatException exception() {
        return switch (this) {
            case DIRECT ->
                new ChatException.Conflict(
                        code, "A direct conversation has no settings, and its members stay the same.");
            case ARCHIVED -> new ChatException.Conflict(code, "The conversation is archived.");
            case ROLE_TOO_LOW -> new ChatException.Denied(code, "Your role in the conversation does not allow this.");
            case ANNOUNCEMENTS -> new ChatException.Denied(code, "Only moderators post in this conversation.");
            case MUTED -> new ChatException.Denied(code, "You are muted in the conversation.");
            case BLOCKED -> new ChatException.Denied(code, "The two of you do not write to each other.");
            case PARTED ->
                new ChatException.Denied(
                        code, "An information barrier of your organization stands between people in it.");
            case VERSIONS_HIDDEN ->
                new ChatException.Denied(code, "You are not shown here what this message said before.");
            case LAST_OWNER -> new ChatException.Conflict(code, "Name another owner first: a conversation keeps one.");
        };
    }
}
