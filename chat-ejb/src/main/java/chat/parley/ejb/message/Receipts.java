package chat.parley.ejb.message;

import java.time.Clock;
import java.util.List;
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

import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.message.Mark;
import chat.parley.jpa.message.ReadCursors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes behind how far members have come: every two seconds what has gathered on this node goes into the database in
 * one statement, and to those who are shown it in one event a conversation. A node that stops writes what waits; one
 * that is killed loses two seconds of it (docs/decisions/0090).
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Receipts {

    private static final long PERIOD_MILLIS = 2_000;

    /** About 20 MB; more do not fit into two seconds of a busy node, only into a long absence of the database. */
    private static final int MOST_WAITING = 100_000;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    ReadCursors cursors;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** How many members a conversation has at the most that shows by name how far each has come. */
    @Inject
    @ConfigProperty(name = "parley.receipts.members", defaultValue = "100")
    int mostNamed;

    private final ReceiptLedger ledger = new ReceiptLedger(
            MOST_WAITING, marks -> cursors.advance(marks, mostNamed, clock.instant()), news -> feed.publish(news));

    private @Nullable ScheduledFuture<?> flushing;

    @PostConstruct
    void start() {
        flushing = scheduler.scheduleWithFixedDelay(this::flush, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (flushing != null) {
            flushing.cancel(false);
        }
        flush();
    }

    /** Lets it be written within two seconds. */
    public void note(Mark mark) {
        ledger.note(mark);
    }

    /** Writes it now. */
    public void write(Mark mark) {
        ledger.write(List.of(mark));
    }

    private void flush() {
        try {
            ledger.flush();
        } catch (RuntimeException e) { // whatever it is: to stop writing would be worse
            ChatLog.LOG.receiptsFailed(e);
        }
    }
}
