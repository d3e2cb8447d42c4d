package chat.parley.ejb.export;

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

/** That an export is made, or cannot be: written down, and noted, in one transaction. */
@Stateless
public class ExportEnding {

    @Inject
    ExportJobs jobs;

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
