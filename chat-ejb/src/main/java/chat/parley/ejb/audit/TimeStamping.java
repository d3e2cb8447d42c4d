package chat.parley.ejb.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.audit.AuditStamps;

/**
 * Has an authority outside say when the audit log was signed, so that nobody who has our key can sign another past. A stamp
 * on the last checkpoint covers all before it.
 */
@Stateless
public class TimeStamping {

    @Inject
    AuditStamps stamps;

    @Inject
    TimeStampAuthority authority;

    @Inject
    Clock clock;

    /** Gets those that are due, once in the cluster: for organizations whose last one is at least so old. */
    public void stampDue(Duration apart) {
        if (!stamps.lead()) {
            return;
        }
        for (AuditCheckpoint checkpoint : stamps.due(clock.instant().minus(apart))) {
            stamps.add(stamp(checkpoint));
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
