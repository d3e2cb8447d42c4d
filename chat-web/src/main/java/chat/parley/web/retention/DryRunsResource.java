package chat.parley.web.retention;

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
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.retention.SwitchingRetention;
import chat.parley.jpa.retention.RetentionRule.State;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.retention.DryRunView.Outlooks;
import org.jspecify.annotations.Nullable;

/** What would become of messages if a rule about keeping them were switched; and switching it. */
@Path("/admin/retention")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DryRunsResource {

    @Inject
    CurrentActor actor;

    @Inject
    SwitchingRetention switching;

    /** Which rule. */
    public record DryRunWish(@Nullable Long rule) {}

    /** What a rule is to be, and the dry run that says what that comes to. */
    public record StateWish(
            @Nullable String state, @Nullable Long dryRun) {}

    /** Makes one. */
    @POST
    @Path("/dry-runs")
    public Response make(@Nullable DryRunWish wish) {
        long rule = RequestBody.required(RequestBody.required(wish).rule(), "rule");
        DryRunView made = DryRunView.of(switching.tryOut(actor.get(), rule));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    /** One that was made. */
    @GET
    @Path("/dry-runs/{run}")
    public DryRunView forecast(@PathParam("run") long run) {
        return DryRunView.of(switching.forecast(actor.get(), run));
    }

    /** The same by conversation. */
    @GET
    @Path("/dry-runs/{run}/conversations")
    public Outlooks outlooks(
            @PathParam("run") long run,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return Outlooks.of(switching.outlooks(actor.get(), run, after, limit));
    }

    /** Switches a rule. */
    @PUT
    @Path("/rules/{rule}/state")
    public RetentionForm turn(@PathParam("rule") long rule, @Nullable StateWish wish) {
        StateWish given = RequestBody.required(wish);
        State state = RequestBody.constant(State.class, "state", given.state());
        long run = RequestBody.required(given.dryRun(), "dryRun");
        return RetentionForm.of(switching.turn(actor.get(), rule, state, run));
    }
}
