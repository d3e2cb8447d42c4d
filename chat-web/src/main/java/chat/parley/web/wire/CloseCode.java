package chat.parley.web.wire;

/** Why the server ends a connection, and whether it makes sense to come back. */
public enum CloseCode {
    /** A message over 256 KiB or a frame over 64 KiB. */
    TOO_BIG(1009, "message too big", true),
    /** The node goes; another one is there. */
    DRAINING(1012, "node drains", true),
    /** What a client lacks cannot be read just now. */
    AWAY(1013, "try again later", true),
    /** No valid {@code hello} in time, a token that ended, or a device that was revoked. */
    UNAUTHENTICATED(4401, "unauthenticated", false),
    /** The upgrade came from a page of another origin. */
    FORBIDDEN(4403, "forbidden", false),
    /** Two heartbeats without an answer. */
    HEARTBEAT_MISSED(4408, "heartbeat missed", true),
    /** The same device connected anew. */
    REPLACED(4409, "replaced", false),
    /** Too many frames for too long. */
    TOO_MANY(4429, "too many frames", true),
    /** The token's bearer has yet to agree to the terms in force. */
    UNAGREED(4451, "terms not agreed to", false);

    private final int code;
    private final String reason;
    private final boolean comeBack;

    CloseCode(int code, String reason, boolean comeBack) {
        this.code = code;
        this.reason = reason;
        this.comeBack = comeBack;
    }

    /** The number on the wire (RFC 6455, section 7.4). */
    public int code() {
        return code;
    }

    /** The words on the wire. */
    public String reason() {
        return reason;
    }

    /** Whether a client does well to reconnect by itself. */
    public boolean comeBack() {
        return comeBack;
    }
}
