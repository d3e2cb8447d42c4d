package chat.parley.ejb.time;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Something that is done again and again, whatever fails: that is said once, and once more when it works again. */
public final class Beat {

    private final Runnable work;
    private final Consumer<RuntimeException> fails;
    private final Runnable worksAgain;
    private @Nullable ScheduledFuture<?> beating;
    private boolean failing;

    /**
     * One that has not begun.
     *
     * @param fails is told why, the first time in a row
     * @param worksAgain is called when it works after it failed
     */
    public Beat(Runnable work, Consumer<RuntimeException> fails, Runnable worksAgain) {
        this.work = work;
        this.fails = fails;
        this.worksAgain = worksAgain;
    }

    /** Begins after a pause, and goes on with this pause in between. */
    public void begin(ScheduledExecutorService scheduler, Duration pause) {
        beating =
                scheduler.scheduleWithFixedDelay(this::beat, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does not begin again; what goes on is not interrupted. */
    public void end() {
        if (beating != null) {
            beating.cancel(false);
        }
    }

    void beat() {
        try {
            work.run();
            if (failing) {
                failing = false;
                worksAgain.run();
            }
        } catch (RuntimeException e) { // whatever it is: to stop would be worse
            if (!failing) {
                failing = true;
                fails.accept(e);
            }
        }
    }
}
