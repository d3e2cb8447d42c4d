package chat.parley.ejb.archive;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditDeed;

/** Notes that the archive was verified, in a transaction that begins when the storage was asked. */
@Stateless
public class ArchiveAudit {

    @Inject
    AuditLog audit;

    /** Notes it. */
    public void verified(Actor actor, Details details) {
        audit.note(actor, AuditDeed.ARCHIVE_VERIFIED, Subjects.archive(actor.organization()), details);
    }
}
