package chat.parley.web.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.export.Exporting;
import chat.parley.web.export.ExportViews.View;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.matter.MatterWishes;
import chat.parley.web.matter.MatterWishes.SearchForm;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Requesting exports of a matter. */
@Path("/admin/matters/{matter}/exports")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MatterExportsResource {

    @Inject
    CurrentActor current;

    @Inject
    Exporting exporting;

    /** Requests one of what meets the terms. */
    @POST
    public Response request(@PathParam("matter") long matter, @Nullable SearchForm form) {
        View view = View.of(exporting.request(
                current.get(),
                MatterWishes.matter(matter),
                RequestBody.required(form).wish()));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }
}
