package chat.parley.web.matter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.matter.Clearing;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.matter.ClearanceViews.ClearancePolicy;
import chat.parley.web.matter.ClearanceViews.ClearanceView;
import chat.parley.web.matter.ClearanceViews.CurrentClearanceList;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Clearances that were requested: another gives them, or they are taken back; and whether they are needed. */
@Path("/admin/clearances")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ClearancesResource {

    @Inject
    CurrentActor current;

    @Inject
    Clearing clearing;

    /** Whether nobody is to look without one. */
    public record PolicyForm(@Nullable Boolean needed) {}

    /** Gives what another has requested. */
    @POST
    @Path("{clearance}/give")
    @Consumes(MediaType.WILDCARD)
    public ClearanceView give(@PathParam("clearance") long clearance) {
        return ClearanceView.of(clearing.give(current.get(), MatterWishes.clearance(clearance)));
    }

    /** Does not give it. */
    @POST
    @Path("{clearance}/deny")
    @Consumes(MediaType.WILDCARD)
    public ClearanceView deny(@PathParam("clearance") long clearance) {
        return ClearanceView.of(clearing.deny(current.get(), MatterWishes.clearance(clearance)));
    }

    /** A page of those that wait or hold, the newest first. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public CurrentClearanceList list(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        return CurrentClearanceList.of(clearing.current(current.get(), after, limit));
    }

    /** Takes one back. */
    @POST
    @Path("{clearance}/revoke")
    @Consumes(MediaType.WILDCARD)
    public void revoke(@PathParam("clearance") long clearance) {
        clearing.revoke(current.get(), MatterWishes.clearance(clearance));
    }

    /** Whether nobody looks without one. */
    @GET
    @Path("policy")
    @Consumes(MediaType.WILDCARD)
    public ClearancePolicy policy() {
        return new ClearancePolicy(clearing.needed(current.get()));
    }

    /** Says so. */
    @PUT
    @Path("policy")
    public ClearancePolicy decide(@Nullable PolicyForm form) {
        boolean needed = RequestBody.required(RequestBody.required(form).needed(), "needed");
        clearing.need(current.get(), needed);
        return new ClearancePolicy(needed);
    }
}
