package chat.parley.ejb.message;

import java.time.Duration;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.time.Beat;
import org.jspecify.annotations.Nullable;

/** Has {@link SendingScheduled} post what is due, once a second, one message after another. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ScheduleBeat {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 500;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    SendingScheduled sending;

    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        beating = new Beat(this::send, ChatLog.LOG::scheduledWait, () -> {});
        beating.begin(scheduler, PERIOD);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }

    private void send() {
        for (int sent = 0; sent < MOST_AT_ONCE && sending.sendNext(); sent++) {}
    }
}
