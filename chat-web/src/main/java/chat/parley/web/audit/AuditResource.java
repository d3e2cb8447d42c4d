package chat.parley.web.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import chat.parley.ejb.audit.ExportingAudit;
import chat.parley.ejb.audit.ExportingAudit.Beginning;
import chat.parley.ejb.audit.ReadingAudit;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditFilter;
import chat.parley.web.audit.AuditLines.EntryLine;
import chat.parley.web.audit.AuditLines.SignedLine;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** The audit log of one's organization, for those whose duty it is to read it. */
@Path("admin/audit")
@ApplicationScoped
public class AuditResource {

    private static final String LINES = "application/x-ndjson";

    @Inject
    CurrentActor current;

    @Inject
    ReadingAudit reading;

    @Inject
    ExportingAudit exporting;

    /** Some entries, the newest first; {@code signed} is how far all were signed. */
    public record Entries(
            List<EntryLine> entries,
            @Nullable Long next,
            @Nullable SignedLine signed) {}

    /** Looks for entries. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Entries find(
            @BeanParam AuditQuery query,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        ReadingAudit.Found found = reading.find(current.get(), query.filter(), before, limit);
        return new Entries(
                found.entries().stream().map(AuditLines::entry).toList(),
                found.next(),
                found.signed().map(AuditLines::signed).orElse(null));
    }

    /** All that is found, the oldest first, as lines. */
    @GET
    @Path("export")
    @Produces(LINES)
    public StreamingOutput export(@BeanParam AuditQuery query) {
        Actor actor = current.get();
        AuditFilter filter = query.filter();
        reading.handOut(actor, filter);
        return out -> write(actor, filter, out);
    }

    /** All of it, as lines that can be verified elsewhere. */
    @GET
    @Path("chain")
    @Produces(LINES)
    public StreamingOutput chain() {
        Beginning begun = exporting.begin(current.get());
        return out -> AuditLines.write(exporting, begun, out);
    }

    private void write(Actor actor, AuditFilter filter, OutputStream out) throws IOException {
        List<AuditEntry> part = reading.next(actor, filter, 0);
        while (!part.isEmpty()) {
            for (AuditEntry entry : part) {
                AuditLines.line(out, AuditLines.entry(entry));
            }
            part = reading.next(actor, filter, part.getLast().number());
        }
        out.flush();
    }
}
