package chat.parley.it.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition, never for a time to pass; long enough that only what never comes fails. */
public final class Patience {

    /** How long anything may take on a busy machine. */
    public static final Duration USUAL = Duration.ofSeconds(30);

    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Patience() {}

    /** Waits for a condition that nobody announces. */
    public static void await(String what, Duration limit, BooleanSupplier condition) {
        await(() -> what, limit, condition);
    }

    /** The same; what was waited for is said only when it did not come, and so can say how things stood then. */
    public static void await(Supplier<String> what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("within " + limit.toSeconds() + " s there was no " + what.get());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for " + what.get());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Waits for an answer; what it failed with is thrown as it is. */
    public static <T> T await(String what, CompletableFuture<T> answer) {
        return await(what, USUAL, answer);
    }

    /** The same, with another limit. */
    public static <T> T await(String what, Duration limit, CompletableFuture<T> answer) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("within " + limit.toSeconds() + " s there was no " + what, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(what + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        }
    }
}
