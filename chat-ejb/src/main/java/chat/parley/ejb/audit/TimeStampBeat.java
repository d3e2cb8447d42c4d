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

/** Has {@link TimeStamping} ask for time stamps, on whichever node comes first, where there is an authority to ask. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TimeStampBeat {

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    TimeStamping stamping;

    @Inject
    TimeStampAuthority authority;

    @Inject
    @ConfigProperty(name = "parley.audit.tsa.every", defaultValue = "3600")
    int seconds;

    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        if (authority.isThere()) {
            Duration apart = Duration.ofSeconds(seconds);
            beating = new Beat(
                    () -> stamping.stampDue(apart), ChatLog.LOG::stampsNotGiven, ChatLog.LOG::stampsGivenAgain);
            beating.begin(scheduler, apart);
        }
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }
}
