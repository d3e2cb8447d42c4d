package chat.parley.ejb.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.audit.AuditStamps;

/**
 * Has an authority outside say when the audit log was signed, so that nobody who has our key can sign another past. A stamp
 * on the last checkpoint covers all before it. Never in a transaction: an authority takes its time.
 */
@ApplicationScoped
public class TimeStamping {

    /** How long a node alone asks without a word of it; longer than an authority is waited for. */
    static final Duration HOLD = Duration.ofSeconds(30);

    private final String node = System.getProperty("jboss.node.name", "node");

    @Inject
    AuditStamps stamps;

    @Inject
    TimeStampAuthority authority;

    @Inject
    Clock clock;

    /**
     * Gets those that are due, once in the cluster: for organizations whose last one is at least so old. Each is kept when it
     * comes. Who was taken for dead meanwhile asks no more, and what another has kept already stays that.
     */
    public void stampDue(Duration apart) {
        if (!stamps.take(node, HOLD)) {
            return;
        }
        try {
            for (AuditCheckpoint checkpoint : stamps.due(clock.instant().minus(apart))) {
                if (!stamps.take(node, HOLD)) {
                    return;
                }
                stamps.add(stamp(checkpoint));
            }
        } finally {
            stamps.leave(node);
        }
    }

    private AuditStamp stamp(AuditCheckpoint checkpoint) {
        try {
            TimeStampAuthority.Stamp said = authority.stamp(checkpoint.signature());
            return new AuditStamp(checkpoint.organization(), checkpoint.number(), said.at(), said.token());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
