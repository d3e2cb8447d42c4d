package chat.parley.ejb.archive;

import java.time.Clock;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveRules;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchiveSegments.Totals;
import chat.parley.jpa.audit.AuditDeed;
import org.jspecify.annotations.Nullable;

/** Whether an organization's messages are archived, and when. */
@Stateless
public class KeepingArchive {

    private static final int MOST_DAYS = 36_500;

    @Inject
    ArchiveRules rules;

    @Inject
    ArchiveSegments segments;

    @Inject
    ObjectStore store;

    @Inject
    ArchiveAgenda agenda;

    @Inject
    Administration administration;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * How an organization archives, and what it has archived.
     *
     * @param storage whether the installation has a storage for it
     */
    public record Standing(boolean storage, Optional<ArchiveRule> rule, Totals totals) {}

    /** How it stands with the actor's organization. */
    public Standing look(Actor actor) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        return standing(actor);
    }

    /**
     * Has what is so old archived, and locked for so long, or for longer where a rule of retention keeps it longer. What
     * is archived already stays locked as it was. Texts move out of the database when they are older than
     * {@code moveAfterDays}; without it, those that have moved come back.
     */
    public Standing set(Actor actor, int afterDays, @Nullable Integer moveAfterDays, @Nullable Integer lockDays) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        if (afterDays < 0 || afterDays > MOST_DAYS || (lockDays != null && (lockDays < 1 || lockDays > MOST_DAYS))) {
            throw new Rejected("archive.rule", "Days are from 0, of a lock from 1, to " + MOST_DAYS + ".");
        }
        if (moveAfterDays != null && (moveAfterDays < Math.max(1, afterDays) || moveAfterDays > MOST_DAYS)) {
            throw new Rejected("archive.rule", "Texts move after at least a day, and not before they are archived.");
        }
        if (!store.isThere()) {
            throw StoreProblems.none();
        }
        rules.put(
                new ArchiveRule(actor.organization(), afterDays, moveAfterDays, lockDays),
                actor.account(),
                clock.instant());
        agenda.wakeOnCommit();
        Details details = new Details().with("afterDays", afterDays);
        if (moveAfterDays != null) {
            details = details.with("moveAfterDays", moveAfterDays);
        }
        note(actor, lockDays == null ? details : details.with("lockDays", lockDays));
        return standing(actor);
    }

    /**
     * Archives nothing more; what is archived stays, and is destroyed when it is destroyed here. Refused while texts lie
     * nowhere else: they come back first, which {@link #set} has them do.
     */
    public Standing stop(Actor actor) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        if (segments.totals(actor.organization()).moved() > 0) {
            throw new Conflict(
                    "archive.moved", "Texts have moved to the archive. Have them come back before it is turned off.");
        }
        if (rules.remove(actor.organization())) {
            note(actor, new Details().with("off", true));
        }
        return standing(actor);
    }

    private void note(Actor actor, Details details) {
        audit.note(actor, AuditDeed.ARCHIVE_SET, Subjects.archive(actor.organization()), details);
    }

    private Standing standing(Actor actor) {
        return new Standing(store.isThere(), rules.find(actor.organization()), segments.totals(actor.organization()));
    }
}
