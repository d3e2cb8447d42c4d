package chat.parley.ejb.retention;

import java.time.Clock;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Seal;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.retention.Certificate;
import chat.parley.jpa.retention.Certificates;
import chat.parley.jpa.retention.Sweep;
import chat.parley.jpa.retention.Sweeps;
import org.jspecify.annotations.Nullable;

/** Asking for a sweep before its time, and seeing what sweeps have destroyed. */
@Stateless
public class SeeingSweeps {

    @Inject
    Administration administration;

    @Inject
    Sweeps sweeps;

    @Inject
    Certificates certificates;

    @Inject
    Sequences sequences;

    @Inject
    Seal seal;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** Asks for a sweep; some node begins with it within seconds. */
    public Sweep ask(Actor actor) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        seal.check();
        long id = sequences.next("retention_sweep_id");
        if (!sweeps.begin(id, actor.organization(), clock.instant(), actor.account())) {
            throw new Conflict("retention.busy", "A sweep goes on already.");
        }
        Sweep begun = sweeps.find(actor.organization(), id).orElseThrow();
        audit.note(actor, AuditDeed.RETENTION_SWEEP, Subjects.retentionSweep(id), new Details());
        return begun;
    }

    /** The sweeps, the newest first. */
    public Page<Sweep> list(Actor actor, @Nullable Long before, int limit) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        Page.check(limit);
        List<Sweep> found = sweeps.before(actor.organization(), before == null ? Long.MAX_VALUE : before, limit + 1);
        return Page.of(found, limit, Sweep::id);
    }

    /** One of them. */
    public Sweep find(Actor actor, long id) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        return sweeps.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("retention.missing", "There is no such sweep."));
    }

    /** What a sweep has destroyed, in the order in which it did. */
    public Page<Certificate> certificates(Actor actor, long sweep, @Nullable Long after, int limit) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        Page.check(limit);
        List<Certificate> found = certificates.of(actor.organization(), sweep, after == null ? 0 : after, limit + 1);
        return Page.of(found, limit, Certificate::id);
    }

    /** One certificate. */
    public Certificate certificate(Actor actor, long id) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        return certificates
                .find(actor.organization(), id)
                .orElseThrow(() -> new Missing("retention.missing", "There is no such certificate."));
    }
}
