package chat.parley.ejb.audit;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.identity.OrganizationId;

/** Notes what somebody has done, in the transaction in which they do it. */
@ApplicationScoped
public class AuditLog {

    @Inject
    AuditEntries entries;

    @Inject
    Clock clock;

    /** Adds a note of what the operator has done. */
    public void noteOperator(OrganizationId organization, AuditDeed deed, String subject, Details details) {
        entries.append(new AuditNote(
                organization,
                clock.instant(),
                null,
                null,
                deed,
                subject,
                AuditNote.Outcome.DONE,
                details.with("operator", true).json()));
    }

    /** Adds a note of what the server has done by itself, in the end of something that people wished. */
    public void noteServer(OrganizationId organization, AuditDeed deed, String subject, Details details) {
        entries.append(new AuditNote(
                organization, clock.instant(), null, null, deed, subject, AuditNote.Outcome.DONE, details.json()));
    }

    /**
     * Adds a note. Until the transaction ends nobody else of the organization adds one, so this is the last thing in it
     * that others could wait for.
     *
     * @param subject on what, by {@link Subjects}
     */
    public void note(Actor by, AuditDeed deed, String subject, Details details) {
        entries.append(new AuditNote(
                by.organization(),
                clock.instant(),
                by.account(),
                by.device(),
                deed,
                subject,
                AuditNote.Outcome.DONE,
                details.json()));
    }
}
