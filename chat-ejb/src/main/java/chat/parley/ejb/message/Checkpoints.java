package chat.parley.ejb.message;

import java.time.Clock;
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

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.Checkpoint;
import chat.parley.jpa.message.DeviceCheckpoint;
import chat.parley.jpa.message.DeviceCheckpoints;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last checkpoint of each device for its owner, so that a client without a memory of its own can ask where it
 * was. Written behind: every few seconds what has gathered on this node, the last of each device. A node that stops
 * writes what waits; one that is killed loses those seconds of it (docs/decisions/0093).
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Checkpoints {

    /** About 35 MB; more do not fit into five seconds of a busy node, only into a long absence of the database. */
    private static final int MOST_POSITIONS = 500_000;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    DeviceCheckpoints kept;

    @Inject
    Clock clock;

    /** Seconds from one writing to the next. */
    @Inject
    @ConfigProperty(name = "parley.checkpoint.every", defaultValue = "5")
    int every;

    private final CheckpointLedger ledger =
            new CheckpointLedger(MOST_POSITIONS, said -> kept.keep(said, clock.instant()));

    private @Nullable ScheduledFuture<?> flushing;

    @PostConstruct
    void start() {
        flushing = scheduler.scheduleWithFixedDelay(this::flush, every, every, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (flushing != null) {
            flushing.cancel(false);
        }
        flush();
    }

    /** Notes what the actor's device has applied; it is kept within seconds, as far as it can be true. */
    public void note(Actor actor, Checkpoint checkpoint) {
        ledger.note(new DeviceCheckpoint(actor.device(), actor.account(), checkpoint));
    }

    /**
     * What was kept of one of the actor's own devices.
     *
     * @throws Missing if they are not signed in on it, or it has said none
     */
    public Checkpoint of(Actor actor, DeviceId device) {
        return kept.find(actor.account(), device)
                .orElseThrow(() -> new Missing("checkpoint.missing", "There is no checkpoint of such a device."));
    }

    private void flush() {
        try {
            ledger.flush();
        } catch (RuntimeException e) { // whatever it is: to stop writing would be worse
            ChatLog.LOG.checkpointsFailed(e);
        }
    }
}
