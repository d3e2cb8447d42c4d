package chat.parley.web.screening;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.screening.KeepingRules;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.screening.RuleForm.Rules;
import org.jspecify.annotations.Nullable;

/** The rules by which all messages of one's organization are judged; for those with the duty of moderation. */
@Path("/rules")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OrganizationRulesResource {

    @Inject
    CurrentActor actor;

    @Inject
    KeepingRules keeping;

    /** All of them. */
    @GET
    public Rules rules() {
        return Rules.of(keeping.list(actor.get(), null));
    }

    /** Adds one. */
    @POST
    public Response add(@Nullable RuleForm rule) {
        RuleForm added = RuleForm.of(
                keeping.add(actor.get(), null, RequestBody.required(rule).wish()));
        return Response.status(Response.Status.CREATED).entity(added).build();
    }

    /** Puts another in its place. */
    @PUT
    @Path("/{rule}")
    public RuleForm replace(@PathParam("rule") long number, @Nullable RuleForm rule) {
        return RuleForm.of(keeping.replace(
                actor.get(), null, number, RequestBody.required(rule).wish()));
    }

    /** Whether a rule is to hold: {@code on} or {@code off}. */
    public record RuleState(@Nullable String state) {}

    /** Switches one off or on. */
    @PUT
    @Path("/{rule}/state")
    public RuleForm turn(@PathParam("rule") long number, @Nullable RuleState body) {
        String state = RequestBody.required(RequestBody.required(body).state(), "state");
        if (!state.equals("on") && !state.equals("off")) {
            throw new Rejected("request.malformed", "state is on or off.");
        }
        return RuleForm.of(keeping.turn(actor.get(), null, number, state.equals("off")));
    }

    /** Takes one away. */
    @DELETE
    @Path("/{rule}")
    @Consumes(MediaType.WILDCARD)
    public void remove(@PathParam("rule") long number) {
        keeping.remove(actor.get(), null, number);
    }
}
