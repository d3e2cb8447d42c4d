package chat.parley.ejb.archive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveRules;

/**
 * What a node has to do about the archive in each beat. While there is nothing to do the database is asked every half
 * minute only; whoever has something archived from now on wakes the node that was told.
 */
@ApplicationScoped
public class ArchiveAgenda {

    /** How many beats are left out when there was nothing to do. */
    private static final int REST = 30;

    /** How long a node alone archives without a word of it; two at once would do no harm but work. */
    private static final Duration HOLD = Duration.ofMinutes(1);

    @Inject
    ArchiveRules rules;

    @Inject
    Shredding shredding;

    @Resource
    TransactionSynchronizationRegistry transactions;

    private final String node = System.getProperty("jboss.node.name", "node");
    private final AtomicBoolean woken = new AtomicBoolean();
    private int resting;

    /** By which rules to go on in this beat, perhaps by none; empty if this node has nothing to do. */
    Optional<List<ArchiveRule>> now() {
        if (!woken.getAndSet(false) && resting > 0) {
            resting--;
            return Optional.empty();
        }
        resting = 0; // whatever fails now is tried again in the next beat
        List<ArchiveRule> all = rules.all();
        if (all.isEmpty() && !shredding.isDue()) {
            resting = REST;
            return Optional.empty();
        }
        return rules.take(node, HOLD) ? Optional.of(all) : Optional.empty();
    }

    /** There is something to do when the running transaction has committed. */
    void wakeOnCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    woken.set(true);
                }
            }
        });
    }
}
