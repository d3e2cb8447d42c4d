package chat.parley.web.delivery;

import java.time.Duration;
import java.util.concurrent.Executor;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Virtual threads on which the application's beans can be called: they carry its naming and class loading context,
 * which a plain thread lacks. (Managed executors of virtual threads come with Jakarta EE 11.)
 */
@ApplicationScoped
public class NodeThreads {

    @Resource
    ContextService contexts;

    private Executor context = Runnable::run;

    /** While the application starts, its context is that of the thread; a socket's thread has none. */
    void capture(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
                    Object started) {
        context = contexts.currentContextExecutor();
    }

    /** Runs this on a virtual thread of its own. */
    public void start(Runnable work) {
        Thread.ofVirtual().start(() -> context.execute(work));
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
