package chat.parley.ejb.export;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Seal;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.matter.MatterDoor;
import chat.parley.ejb.matter.SearchMatter;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.export.ExportFilter;
import chat.parley.jpa.export.ExportId;
import chat.parley.jpa.export.ExportJob;
import chat.parley.jpa.export.ExportJob.Gone;
import chat.parley.jpa.export.ExportJob.State;
import chat.parley.jpa.export.ExportJobs;
import chat.parley.jpa.matter.LegalMatter;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import org.jspecify.annotations.Nullable;

/**
 * Exports: requesting one, releasing or denying what another has requested, handing it out, and deleting it. Nothing is
 * made before it was released, and each step is noted with who took it.
 */
@Stateless
public class Exporting {

    @Inject
    MatterDoor door;

    @Inject
    ExportJobs jobs;

    @Inject
    ExportStore store;

    @Inject
    Seal seal;

    @Inject
    AuditLog audit;

    @Inject
    Sequences sequences;

    @Inject
    Clock clock;

    /** A finished export and where it lies. */
    public record Handed(ExportJob job, Path file) {}

    /** Those of the organization, the newest first. */
    public Page<ExportJob> page(Actor actor, ExportFilter filter, @Nullable Long before, int limit) {
        door.check(actor, AdministrativeAction.REQUEST_EXPORT);
        Page.check(limit);
        List<ExportJob> found =
                jobs.page(actor.organization(), filter, before == null ? Long.MAX_VALUE : before, limit + 1);
        return Page.of(found, limit, job -> job.id().value());
    }

    /** One of them. */
    public ExportJob look(Actor actor, ExportId id) {
        door.check(actor, AdministrativeAction.REQUEST_EXPORT);
        return find(actor, id);
    }

    /** Requests that what meets the terms in a matter is exported. */
    public ExportJob request(Actor actor, LegalMatterId id, SearchMatter wish) {
        LegalMatter matter = MatterDoor.stillOpen(door.open(actor, id, AdministrativeAction.REQUEST_EXPORT));
        seal.check();
        ExportJob job = new ExportJob(
                new ExportId(sequences.next("export_id")),
                actor.organization(),
                id,
                wish.cleanReason(),
                wish.checked(matter.keywords()),
                mark(actor),
                State.REQUESTED,
                null,
                null,
                0,
                null,
                null,
                null);
        jobs.add(job);
        note(actor, AuditDeed.EXPORT_REQUESTED, job);
        return job;
    }

    /** Lets an export be made that another has requested. */
    public ExportJob release(Actor actor, ExportId id) {
        return decide(actor, id, State.RELEASED, AuditDeed.EXPORT_RELEASED);
    }

    /** Does not let it be made. */
    public ExportJob deny(Actor actor, ExportId id) {
        return decide(actor, id, State.DENIED, AuditDeed.EXPORT_DENIED);
    }

    /** The file of a finished one. */
    public Handed download(Actor actor, ExportId id) {
        ExportJob job = look(actor, id);
        Path file = store.file(id);
        if (job.state() != State.READY) {
            throw new Conflict("export.not-ready", "The export is not ready.");
        }
        Gone gone = job.gone();
        if (gone != null) {
            throw new Missing("export.gone", "The files of the export were deleted at " + gone.at() + ".");
        }
        if (!store.has(file)) {
            throw new Missing("export.gone", "The files of the export are not there any more.");
        }
        note(actor, AuditDeed.EXPORT_DOWNLOADED, job);
        return new Handed(job, file);
    }

    /** Deletes the files of a finished one before their time; what was exported, and who has had it, stays noted. */
    public ExportJob discard(Actor actor, ExportId id) {
        door.check(actor, AdministrativeAction.RELEASE_EXPORT);
        ExportJob job = find(actor, id);
        if (job.state() != State.READY) {
            throw new Conflict("export.not-ready", "The export is not ready.");
        }
        if (jobs.discard(id, actor.account())) {
            store.discard(id);
            note(actor, AuditDeed.EXPORT_DELETED, job);
        }
        return find(actor, id);
    }

    private ExportJob decide(Actor actor, ExportId id, State state, AuditDeed deed) {
        door.check(actor, AdministrativeAction.RELEASE_EXPORT);
        if (state == State.RELEASED) {
            seal.check();
        }
        ExportJob job = find(actor, id);
        if (job.requested().by().equals(actor.account())) {
            throw new Denied("export.own", "Whoever requests an export does not decide about it.");
        }
        if (!jobs.decide(id, state, mark(actor))) {
            throw new Conflict("export.decided", "It was decided about the export already.");
        }
        if (state == State.RELEASED) {
            jobs.fix(id);
        }
        note(actor, deed, job);
        return find(actor, id);
    }

    private ExportJob find(Actor actor, ExportId id) {
        return jobs.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("export.missing", "There is no such export."));
    }

    private void note(Actor actor, AuditDeed deed, ExportJob job) {
        audit.note(
                actor,
                deed,
                Subjects.export(job.id().value()),
                new Details()
                        .with("matter", job.matter().value())
                        .with("reason", job.reason())
                        .with("requestedBy", job.requested().by().value()));
    }

    private Mark mark(Actor actor) {
        return new Mark(actor.account(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
