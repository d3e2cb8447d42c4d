package chat.parley.web.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.export.Exporting;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.export.ExportFilter;
import chat.parley.jpa.export.ExportId;
import chat.parley.jpa.export.ExportJob.State;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.web.export.ExportViews.View;
import chat.parley.web.export.ExportViews.Views;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Exports that were requested: another releases them, then they can be downloaded. */
@Path("/admin/exports")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ExportsResource {

    @Inject
    CurrentActor current;

    @Inject
    Exporting exporting;

    /** A page of all, the newest first. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public Views list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("matter") @Nullable Long matter,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        ExportFilter filter = new ExportFilter(
                state == null ? null : RequestBody.constant(State.class, "state", state),
                matter == null || matter < 1 ? null : new LegalMatterId(matter));
        return Views.of(exporting.page(current.get(), filter, after, limit));
    }

    /** How far one has come. */
    @GET
    @Path("{export}")
    @Consumes(MediaType.WILDCARD)
    public View look(@PathParam("export") long export) {
        return View.of(exporting.look(current.get(), id(export)));
    }

    /** Lets it be made, which another has requested. */
    @POST
    @Path("{export}/release")
    @Consumes(MediaType.WILDCARD)
    public View release(@PathParam("export") long export) {
        return View.of(exporting.release(current.get(), id(export)));
    }

    /** Does not let it be made. */
    @POST
    @Path("{export}/deny")
    @Consumes(MediaType.WILDCARD)
    public View deny(@PathParam("export") long export) {
        return View.of(exporting.deny(current.get(), id(export)));
    }

    /** Its files, packed. */
    @GET
    @Path("{export}/file")
    @Consumes(MediaType.WILDCARD)
    @Produces({"application/zip", MediaType.APPLICATION_JSON})
    public Response download(@PathParam("export") long export) {
        Exporting.Handed handed = exporting.download(current.get(), id(export));
        return Response.ok(handed.file().toFile(), "application/zip")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export-" + export + ".zip\"")
                .build();
    }

    /** Deletes them. */
    @DELETE
    @Path("{export}/file")
    @Consumes(MediaType.WILDCARD)
    public View discard(@PathParam("export") long export) {
        return View.of(exporting.discard(current.get(), id(export)));
    }

    private static ExportId id(long export) {
        if (export < 1) {
            throw new Missing("export.missing", "There is no such export.");
        }
        return new ExportId(export);
    }
}
