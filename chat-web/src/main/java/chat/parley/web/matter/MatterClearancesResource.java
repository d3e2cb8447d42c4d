package chat.parley.web.matter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.matter.Clearing;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.matter.ClearanceViews.ClearanceList;
import chat.parley.web.matter.ClearanceViews.ClearanceView;
import chat.parley.web.matter.MatterWishes.ClearanceForm;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Clearances for a matter, and requesting one. */
@Path("/admin/matters/{matter}/clearances")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MatterClearancesResource {

    @Inject
    CurrentActor current;

    @Inject
    Clearing clearing;

    /** A page of them, the newest first. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public ClearanceList list(
            @PathParam("matter") long matter,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return ClearanceList.of(clearing.page(current.get(), MatterWishes.matter(matter), after, limit));
    }

    /** Requests one. */
    @POST
    public Response request(@PathParam("matter") long matter, @Nullable ClearanceForm form) {
        ClearanceView view = ClearanceView.of(clearing.request(
                current.get(),
                MatterWishes.matter(matter),
                RequestBody.required(form).wish()));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }
}
