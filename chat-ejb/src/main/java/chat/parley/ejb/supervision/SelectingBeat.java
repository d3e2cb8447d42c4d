package chat.parley.ejb.supervision;

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
import chat.parley.jpa.identity.OrganizationId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Has {@link Selecting} go on where there are rules, on whichever node comes first each time. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SelectingBeat {

    private static final int MOST_STEPS = 100;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Selecting selecting;

    /** How long it rests when it has come to the end. */
    @Inject
    @ConfigProperty(name = "parley.supervision.every", defaultValue = "PT5S")
    Duration every;

    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        beating = new Beat(this::goOn, ChatLog.LOG::supervisionWaits, ChatLog.LOG::supervisionGoesOn);
        beating.begin(scheduler, every);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }

    private void goOn() {
        for (OrganizationId organization : selecting.organizations()) {
            for (int steps = 0; steps < MOST_STEPS; steps++) {
                if (!selecting.step(organization)) {
                    break;
                }
            }
        }
    }
}
