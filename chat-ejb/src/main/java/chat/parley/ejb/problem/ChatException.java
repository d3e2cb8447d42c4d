package chat.parley.ejb.problem;

import java.time.Duration;

import jakarta.ejb.ApplicationException;

/**
 * A wish that cannot be met, for a reason its maker can understand. The code is stable and part of the protocol
 * ({@code docs/protocol.md} lists them); the text is for people and may change.
 */
@ApplicationException(rollback = true, inherited = true)
public abstract sealed class ChatException extends RuntimeException {

    private final String code;

    private ChatException(String code, String text) {
        super(text);
        this.code = code;
    }

    /** A stable name of the reason, like {@code message.too-long}. */
    public String code() {
        return code;
    }

    /** Nobody is signed in, or not any more. */
    public static final class Unauthenticated extends ChatException {
        public Unauthenticated(String code, String text) {
            super(code, text);
        }
    }

    /** There is no such thing, or none that the asker may know of. */
    public static final class Missing extends ChatException {
        public Missing(String code, String text) {
            super(code, text);
        }
    }

    /** The asker may not do this. */
    public static final class Denied extends ChatException {
        public Denied(String code, String text) {
            super(code, text);
        }
    }

    /** What was asked makes no sense or is over a limit. */
    public static final class Rejected extends ChatException {
        public Rejected(String code, String text) {
            super(code, text);
        }
    }

    /** It does not go together with what is there already. */
    public static final class Conflict extends ChatException {
        public Conflict(String code, String text) {
            super(code, text);
        }
    }

    /** Too much in too short a time. */
    public static final class TooMany extends ChatException {
        private final Duration retryAfter;

        public TooMany(String code, String text, Duration retryAfter) {
            super(code, text);
            this.retryAfter = retryAfter;
        }

        /** How long to wait before trying again. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** A part of the system is away; the same wish may be met a little later. Nothing was done. */
    public static final class Unavailable extends ChatException {
        public Unavailable(String code, String text) {
            super(code, text);
        }

        public Unavailable(String code, String text, Throwable cause) {
            super(code, text);
            initCause(cause);
        }
    }
}
