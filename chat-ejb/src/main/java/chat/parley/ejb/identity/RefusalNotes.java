package chat.parley.ejb.identity;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.audit.AuditNote.Outcome;

/**
 * Notes who wished to administrate and was not let. In a transaction of its own, for that of the refused call is rolled back;
 * and not each time, for nobody is to fill the log by being refused.
 */
@Stateless
public class RefusalNotes {

    private static final String NOTHING_MORE = "{}";

    @Inject
    AuditEntries entries;

    @Inject
    RefusalRate rate;

    @Inject
    Clock clock;

    /** Somebody has no duty that is for this. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refused(Actor actor, AdministrativeAction action) {
        if (rate.isWorthNoting(actor, action)) {
            entries.append(new AuditNote(
                    actor.organization(),
                    clock.instant(),
                    actor.account(),
                    actor.device(),
                    AuditDeed.ADMINISTRATION_REFUSED,
                    subject(action),
                    Outcome.REFUSED,
                    NOTHING_MORE));
        }
    }

    static String subject(AdministrativeAction action) {
        return "action " + action.label();
    }
}
