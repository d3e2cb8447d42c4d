package chat.parley.ejb.person;

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

/** Has {@link ErasingWords} go on with what is to be erased, once a second and not for long, so that senders do not wait. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ErasureBeat {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 20;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    ErasingWords erasing;

    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        beating = new Beat(this::erase, ChatLog.LOG::erasureWaits, () -> {});
        beating.begin(scheduler, PERIOD);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }

    private void erase() {
        for (int done = 0; done < MOST_AT_ONCE && erasing.eraseSome(); done++) {}
    }
}
