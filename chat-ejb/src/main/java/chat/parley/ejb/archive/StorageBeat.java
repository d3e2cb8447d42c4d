package chat.parley.ejb.archive;

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

import chat.parley.ejb.time.Beat;
import org.jspecify.annotations.Nullable;

/**
 * Asks the storage of the archive how it does, soon after the start and every half minute, on each node: one that is
 * set wrongly is known before it is needed, and that it is back is known without anybody's asking. {@link
 * WatchedObjectStore} says and counts it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StorageBeat {

    private static final Duration PERIOD = Duration.ofSeconds(30);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    ObjectStore store;

    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        if (store.isThere()) {
            beating = new Beat(store::check, failure -> {}, () -> {});
            beating.begin(scheduler, PERIOD);
        }
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }
}
