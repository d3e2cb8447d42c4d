package chat.parley.ejb.audit;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.audit.AuditStamps;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.OrganizationId;

/**
 * Hands out the whole audit log of an organization with all that it takes to verify it elsewhere, part by part. That it was
 * handed out is noted first, and so the last thing in it.
 */
@ApplicationScoped
public class ExportingAudit {

    private static final int PAGE = 1_000;

    @Inject
    Administration administration;

    @Inject
    AuditLog audit;

    @Inject
    AuditEntries entries;

    @Inject
    AuditCheckpoints checkpoints;

    @Inject
    AuditStamps stamps;

    @Inject
    Checkpointing checkpointing;

    @Inject
    Accounts accounts;

    /**
     * What stands before all entries.
     *
     * @param until up to which entry it goes, signed; none if nothing can be signed, or if the log does not hang together
     * @param keys the public halves of all keys that were ever signed with, in X.509
     */
    public record Beginning(OrganizationId organization, Optional<AuditCheckpoint> until, List<byte[]> keys) {}

    /** Entries, and the checkpoints that are about one of them, with their time stamps. */
    public record Part(List<AuditEntry> entries, List<AuditCheckpoint> checkpoints, List<AuditStamp> stamps) {}

    /** For somebody whose duty it is. */
    public Beginning begin(Actor actor) {
        administration.check(actor, AdministrativeAction.READ_AUDIT);
        audit.note(actor, AuditDeed.AUDIT_EXPORTED, Subjects.AUDIT, new Details());
        return begin(actor.organization());
    }

    /** For the operator. */
    public Beginning begin(String organization) {
        OrganizationId id = accounts.organization(organization)
                .orElseThrow(() -> new Missing("organization.missing", "There is no organization of this name."));
        audit.noteOperator(id, AuditDeed.AUDIT_EXPORTED, Subjects.AUDIT, new Details());
        return begin(id);
    }

    private Beginning begin(OrganizationId organization) {
        Optional<AuditCheckpoint> until = checkpointing.make(organization);
        Optional<AuditCheckpoint> next = checkpointing.make(organization);
        while (goesOn(until, next)) {
            until = next;
            next = checkpointing.make(organization);
        }
        return new Beginning(organization, next, checkpoints.keys());
    }

    /** The next part after an entry; an empty one if there is no more that {@code begun} promised. */
    public Part next(Beginning begun, long after) {
        long last = begun.until().map(AuditCheckpoint::number).orElse(Long.MAX_VALUE);
        List<AuditEntry> page = entries.after(begun.organization(), after, PAGE).stream()
                .filter(entry -> entry.number() <= last)
                .toList();
        if (page.isEmpty()) {
            return new Part(page, List.of(), List.of());
        }
        long from = page.getFirst().number();
        long to = page.getLast().number();
        return new Part(
                page,
                checkpoints.between(begun.organization(), from, to),
                stamps.between(begun.organization(), from, to));
    }

    private static boolean goesOn(Optional<AuditCheckpoint> until, Optional<AuditCheckpoint> next) {
        return until.isPresent()
                && next.isPresent()
                && until.get().number() < next.get().number();
    }
}
