package chat.parley.web.problem;

import java.util.UUID;

import jakarta.ejb.EJBException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;

import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.web.wire.ServerFrame.Problem;
import org.jspecify.annotations.Nullable;

/** The one translation of what went wrong into what its cause is told (RFC 9457). */
public final class Problems {

    private static final long RETRY_MILLIS = 1000;

    private Problems() {}

    /** The problem of any failure. What nobody expected is logged under a reference that the answer bears. */
    public static Problem of(Throwable failure) {
        return switch (failure) {
            case ChatException refusal -> of(refusal);
            case DatabaseException e when e.passing() -> databaseAway(e);
            case RollbackException e -> databaseAway(e);
            case HeuristicMixedException e -> databaseAway(e);
            case RuntimeException e when e.getCause() instanceof Exception cause && isWrapper(e) -> of(cause);
            default -> unexpected(failure);
        };
    }

    private static Problem databaseAway(Exception cause) {
        return of(new Unavailable("database.away", "What is stored cannot be reached right now.", cause));
    }

    /** A problem of the given code. */
    public static Problem problem(int status, String code, String title, String detail, @Nullable Long retryAfter) {
        return new Problem("urn:parley:problem:" + code, title, status, detail, code, retryAfter);
    }

    private static Problem of(ChatException refusal) {
        return switch (refusal) {
            case ChatException.Unauthenticated e -> refused(401, "Not signed in", e, null);
            case ChatException.Denied e -> refused(403, "Not allowed", e, null);
            case ChatException.Missing e -> refused(404, "Not found", e, null);
            case ChatException.Rejected e -> refused(400, "Not acceptable as it is", e, null);
            case ChatException.Conflict e -> refused(409, "In conflict with what is there", e, null);
            case TooMany e ->
                refused(429, "Too much at once", e, Math.max(1, e.retryAfter().toMillis()));
            case Unavailable e -> refused(503, "Not possible right now", e, RETRY_MILLIS);
        };
    }

    private static Problem refused(int status, String title, ChatException refusal, @Nullable Long retryAfter) {
        return problem(status, refusal.code(), title, String.valueOf(refusal.getMessage()), retryAfter);
    }

    /** The container wraps what it did not expect, and what failed at the commit. */
    private static boolean isWrapper(RuntimeException e) {
        return e instanceof EJBException;
    }

    private static Problem unexpected(Throwable failure) {
        String reference = UUID.randomUUID().toString();
        ChatLog.LOG.unexpected(failure, reference);
        return problem(
                500,
                "internal",
                "Something went wrong here",
                "It was noted under the reference " + reference + ".",
                null);
    }
}
