package chat.parley.ejb.export;

import java.time.Duration;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.export.ExportJob;
import chat.parley.jpa.export.ExportJob.Result;
import chat.parley.jpa.export.ExportJob.Taken;
import chat.parley.jpa.export.ExportJobs;

/** That an export is made, cannot be, or is kept no longer: written down, and noted, in one transaction. */
@Stateless
public class ExportEnding {

    @Inject
    ExportJobs jobs;

    @Inject
    ExportStore store;

    @Inject
    AuditLog audit;

    /** It is made; whether nobody else has taken it meanwhile. */
    public boolean finish(Taken taken, Result result) {
        if (!jobs.finish(taken, result)) {
            return false;
        }
        ExportJob job = taken.job();
        audit.noteServer(
                job.organization(),
                AuditDeed.EXPORT_MADE,
                Subjects.export(job.id().value()),
                new Details()
                        .with("matter", job.matter().value())
                        .with("messages", job.messages())
                        .with("root", result.root())
                        .with("size", result.size()));
        return true;
    }

    /**
     * Deletes the files of one that was finished longer ago than this. They go first: whoever dies before it is written down
     * leaves it to the next, who finds none.
     *
     * @return whether there was one
     */
    public boolean expire(Duration age) {
        Optional<ExportJob> expired = jobs.expired(age);
        expired.ifPresent(job -> {
            store.discard(job.id());
            jobs.discard(job.id(), null);
            audit.noteServer(
                    job.organization(),
                    AuditDeed.EXPORT_DELETED,
                    Subjects.export(job.id().value()),
                    new Details().with("matter", job.matter().value()).with("expired", true));
        });
        return expired.isPresent();
    }

    /** It cannot be made; whether nobody else has taken it meanwhile. */
    public boolean fail(Taken taken, String why) {
        if (!jobs.fail(taken, why)) {
            return false;
        }
        audit.noteServer(
                taken.job().organization(),
                AuditDeed.EXPORT_FAILED,
                Subjects.export(taken.job().id().value()),
                new Details().with("failure", why));
        return true;
    }
}
