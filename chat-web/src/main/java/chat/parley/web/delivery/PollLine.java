package chat.parley.web.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import chat.parley.web.wire.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * Long polling: a batch is the answer to a request. Requests are numbered by the last answer their client got, so the
 * same request can be made again when its answer was lost: it gets the same answer, which is kept until the next
 * request shows that it came. Between requests everything waits in the connection's bounded {@link Outbox}.
 */
final class PollLine implements HttpLine {

    /** So long a request is held when there is nothing to say. */
    static final Duration HOLD = Duration.ofSeconds(25);

    /** Whoever does not ask for so long is gone. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A request of the client that waits for its answer. */
    interface Poll {

        /** Has the connection drained on the thread of this request. */
        void wake(Connection connection);

        /** Answers it; the last word about it. */
        void answer(Answer answer);

        /** The client has made it again and will not see an answer to this try. */
        void forget();
    }

    /** An answer under its number, and how the connection ended if it did. */
    record Answer(long number, String frames, @Nullable CloseCode end) {}

    /** Where a request stands in the order of requests. */
    enum Turn {
        /** The next one: what it says is to be read. */
        NEXT,
        /** The last one again: what it says was read. */
        AGAIN,
        /** Neither; the client has lost count. */
        ASTRAY
    }

    private record Batch(String frames, Runnable arrived) {
        static final Batch EMPTY = new Batch("", PollLine::nothing);
    }

    private final AtomicReference<Runnable> whenOver = new AtomicReference<>(PollLine::nothing);
    private volatile @Nullable CloseCode end;
    private long turn = -1;
    private @Nullable Batch answer;
    private @Nullable Batch next;
    private @Nullable Poll held;
    private @Nullable Connection ready;
    private Instant heldSince;
    private Instant seen;

    PollLine(Instant now) {
        heldSince = now;
        seen = now;
    }

    /** A request comes from a client that got this answer last, 0 if it got none. */
    synchronized Turn turn(long got) {
        Batch last = answer;
        if (got == turn) {
            return Turn.AGAIN;
        }
        if (got != turn + 1 || (turn >= 0 && last == null)) {
            return Turn.ASTRAY;
        }
        turn = got;
        answer = null;
        if (last != null) {
            last.arrived().run();
        }
        return Turn.NEXT;
    }

    /** Answers the request of this turn as soon as there is something to say, or had been said to its first try. */
    synchronized void hold(Poll poll, Instant now) {
        Poll earlier = held;
        if (earlier != null) {
            earlier.forget();
        }
        held = poll;
        heldSince = now;
        seen = now;
        Batch known = answer == null ? next : answer;
        Connection waiting = ready;
        if (end != null) {
            answer(Batch.EMPTY);
        } else if (known != null) {
            next = null;
            answer(known);
        } else if (waiting != null) {
            ready = null;
            poll.wake(waiting);
        }
    }

    @Override
    public boolean isOpen() {
        return end == null;
    }

    /** How it ended, if it did. */
    Optional<CloseCode> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public synchronized void wake(Connection connection) {
        Poll poll = held;
        if (poll == null) {
            ready = connection;
        } else {
            poll.wake(connection);
        }
    }

    @Override
    public synchronized void send(String batch, Runnable sent) {
        Batch said = new Batch(batch, sent);
        if (held == null) {
            next = said;
        } else {
            answer(said);
        }
    }

    @Override
    public synchronized void beat(Instant now) {
        if (held == null) {
            if (now.isAfter(seen.plus(PATIENCE))) {
                close(CloseCode.HEARTBEAT_MISSED);
            }
        } else {
            seen = now;
            if (now.isAfter(heldSince.plus(HOLD))) {
                answer(Batch.EMPTY);
            }
        }
    }

    @Override
    public void close(CloseCode code) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = code;
            if (held != null) {
                answer(Batch.EMPTY);
            }
        }
        whenOver.getAndSet(PollLine::nothing).run();
    }

    @Override
    public void whenOver(Runnable work) {
        whenOver.set(work);
    }

    private void answer(Batch batch) {
        Poll poll = held;
        held = null;
        answer = batch;
        if (poll != null) {
            poll.answer(new Answer(turn + 1, batch.frames(), end));
        }
    }

    private static void nothing() {}
}
