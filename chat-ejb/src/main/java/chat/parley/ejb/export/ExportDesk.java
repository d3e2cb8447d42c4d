package chat.parley.ejb.export;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

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
import chat.parley.jpa.export.ExportJob.Taken;
import chat.parley.jpa.export.ExportJobs;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Has exports made that were released, one at a time on a node and each on one node, and deleted when their time is
 * over. What a node has taken that dies is taken up by another, or by itself when it is back, where it was left.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportDesk {

    private static final long PERIOD_MILLIS = 1_000;
    private static final int MOST_ATTEMPTS = 5;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    ExportJobs jobs;

    @Inject
    ExportMaking making;

    @Inject
    ExportEnding ending;

    @Inject
    ExportStore store;

    /** For how many seconds one is taken each time; longer than a page or a format takes. */
    @Inject
    @ConfigProperty(name = "parley.exports.lease", defaultValue = "300")
    int lease;

    /** For how many days the files of a finished one are kept; 0: until somebody deletes them. */
    @Inject
    @ConfigProperty(name = "parley.exports.days", defaultValue = "30")
    int days;

    private @Nullable ScheduledFuture<?> beating;

    @PostConstruct
    void start() {
        beating = scheduler.scheduleWithFixedDelay(this::beat, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.cancel(true);
        }
    }

    private void beat() {
        try {
            Optional<Taken> taken = jobs.take(Duration.ofSeconds(lease));
            taken.ifPresent(this::make);
            if (days > 0) {
                ending.expire(Duration.ofDays(days));
            }
        } catch (RuntimeException e) { // most likely the database is away: the next beat tries again
            ChatLog.LOG.debugf(e, "Exports cannot be made or deleted just now");
        }
    }

    /** Also an attempt that ended with its node was one. */
    void make(Taken taken) {
        if (taken.attempt() > MOST_ATTEMPTS) {
            fail(taken, "TooManyAttempts");
            return;
        }
        try {
            if (making.make(taken, Duration.ofSeconds(lease)).isPresent()) {
                store.tidy(taken.job().id());
            }
        } catch (IOException | RuntimeException e) { // it is taken up again when its time is over, but not for ever
            ChatLog.LOG.exportFailed(e, taken.job().id().value(), taken.attempt());
            if (taken.attempt() >= MOST_ATTEMPTS) {
                fail(taken, e.getClass().getSimpleName());
            }
        }
    }

    private void fail(Taken taken, String why) {
        if (ending.fail(taken, why)) {
            store.tidy(taken.job().id());
        }
    }
}
