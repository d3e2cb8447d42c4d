package chat.parley.ejb.audit;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Has {@link Checkpointing} sign how far the audit log has come, on whichever node comes first. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CheckpointBeat {

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Checkpointing checkpointing;

    @Inject
    @ConfigProperty(name = "parley.audit.checkpoint", defaultValue = "300")
    int seconds;

    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        Duration apart = Duration.ofSeconds(seconds);
        beating = new Beat(
                () -> checkpointing.makeDue(apart), ChatLog.LOG::checkpointsNotMade, ChatLog.LOG::checkpointsMadeAgain);
        beating.begin(scheduler, apart);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }
}
