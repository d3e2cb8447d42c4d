package chat.parley.launcher.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import chat.parley.launcher.Installation;

/**
 * Stops what this process has started when it ends, by ctrl-C too, unless it is to be kept. The thread that starts things
 * is stopped first, so that nothing is started behind its back.
 */
final class OnExit {

    private static final long PATIENCE_SECONDS = 60;

    private final Installation installation;
    private final Thread starter = Thread.currentThread();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean keep;
    private volatile boolean begun;

    OnExit(Installation installation) {
        this.installation = installation;
    }

    /** It is to run on. */
    void keep() {
        keep = true;
    }

    /** The thread that starts things does so no more. */
    void released() {
        released.countDown();
    }

    /** Whether the process is ending. */
    boolean hasBegun() {
        return begun;
    }

    void stop() {
        if (keep) {
            return;
        }
        begun = true;
        if (released.getCount() > 0) {
            starter.interrupt();
        }
        try {
            if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("parley: still starting; stopping what there is");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        installation.stop(step -> System.out.println("Stopping " + step + " …"));
    }
}
