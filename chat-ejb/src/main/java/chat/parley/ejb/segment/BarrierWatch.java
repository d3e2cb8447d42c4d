package chat.parley.ejb.segment;

import java.time.Duration;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.time.Beat;
import org.jspecify.annotations.Nullable;

/** Keeps {@link BarrierBoard} no more than a second behind the database, from before the first message. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BarrierWatch {

    private static final Duration PERIOD = Duration.ofMillis(900);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    BarrierBoard board;

    private @Nullable Beat watching;

    @PostConstruct
    void start() {
        board.refresh();
        watching = new Beat(board::refresh, ChatLog.LOG::barriersNotKnown, ChatLog.LOG::barriersKnownAgain);
        watching.begin(scheduler, PERIOD);
    }

    @PreDestroy
    void stop() {
        if (watching != null) {
            watching.end();
        }
    }
}
