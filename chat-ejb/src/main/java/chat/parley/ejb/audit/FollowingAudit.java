package chat.parley.ejb.audit;

import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.audit.AuditStamps;
import chat.parley.jpa.audit.AuditStream;

/** How far the audit log of an organization has come, and how far it was signed, stamped, and handed to a syslog receiver. */
@Stateless
public class FollowingAudit {

    @Inject
    Administration administration;

    @Inject
    AuditEntries entries;

    @Inject
    AuditCheckpoints checkpoints;

    @Inject
    AuditStamps stamps;

    @Inject
    AuditStream stream;

    @Inject
    SyslogSettings settings;

    @Inject
    TimeStampAuthority authority;

    /** Where the receiver is, and how far it has come with it. */
    public record Streamed(String receiver, AuditStream.Standing standing) {}

    /**
     * How far all has come.
     *
     * @param last the number of the last entry
     * @param stamping whether an authority is asked for time stamps
     * @param streamed empty if nobody is handed the log
     */
    public record Reach(
            long last,
            Optional<AuditCheckpoint> signed,
            boolean stamping,
            Optional<AuditStamp> stamped,
            Optional<Streamed> streamed) {}

    /** Says it to who may read the log; nothing of what was noted is in it, so this is not noted itself. */
    public Reach see(Actor actor) {
        administration.check(actor, AdministrativeAction.READ_AUDIT);
        return new Reach(
                entries.last(actor.organization()),
                checkpoints.last(actor.organization()),
                authority.isThere(),
                stamps.last(actor.organization()),
                settings.address().map(address -> new Streamed(address, stream.standing(actor.organization()))));
    }
}
