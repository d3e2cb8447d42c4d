package chat.parley.ejb.audit;

import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditFilter;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** Reading the audit log, which is noted in it: who reads what others do is read about by others. */
@Stateless
public class ReadingAudit {

    /** How many entries a page has at the most. */
    public static final int MOST = 200;

    @Inject
    Administration administration;

    @Inject
    AuditEntries entries;

    @Inject
    AuditCheckpoints checkpoints;

    @Inject
    AuditLog audit;

    /**
     * A part of what was found.
     *
     * @param next the entry before which the next part begins; null after the last
     * @param signed up to where the whole log was signed
     */
    public record Found(List<AuditEntry> entries, @Nullable Long next, Optional<AuditCheckpoint> signed) {}

    /**
     * The newest entries that were found, before this one.
     *
     * @param before null to begin with the newest
     */
    public Found find(Actor actor, AuditFilter filter, @Nullable Long before, int limit) {
        administration.check(actor, AdministrativeAction.READ_AUDIT);
        if (limit < 1 || limit > MOST) {
            throw new Rejected("request.malformed", "limit is a number from 1 to " + MOST + ".");
        }
        List<AuditEntry> found =
                entries.before(actor.organization(), filter, before == null ? Long.MAX_VALUE : before, limit + 1);
        boolean more = found.size() > limit;
        List<AuditEntry> page = more ? found.subList(0, limit) : found;
        Optional<AuditCheckpoint> signed = checkpoints.last(actor.organization());
        audit.note(actor, AuditDeed.AUDIT_READ, Subjects.AUDIT, details(filter).with("before", text(before)));
        return new Found(page, more ? page.getLast().number() : null, signed);
    }

    /** Notes that all that is found is handed out; {@link #next} gives it. */
    public void handOut(Actor actor, AuditFilter filter) {
        administration.check(actor, AdministrativeAction.READ_AUDIT);
        audit.note(actor, AuditDeed.AUDIT_EXPORTED, Subjects.AUDIT, details(filter));
    }

    /** Some of what is found after this entry, the oldest first; an empty list after the last. */
    public List<AuditEntry> next(Actor actor, AuditFilter filter, long after) {
        administration.check(actor, AdministrativeAction.READ_AUDIT);
        return entries.after(actor.organization(), filter, after, MOST);
    }

    private static Details details(AuditFilter filter) {
        AccountId by = filter.by();
        return new Details()
                .with("person", by == null ? null : by.toString())
                .with("deed", filter.deed())
                .with("subject", filter.subject())
                .with("outcome", filter.outcome())
                .with("since", filter.since())
                .with("until", filter.until());
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }
}
