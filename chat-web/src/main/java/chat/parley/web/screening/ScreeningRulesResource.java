package chat.parley.web.screening;

import jakarta.enterprise.context.RequestScoped;
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

import chat.parley.ejb.message.MessageBody;
import chat.parley.ejb.screening.Judgement;
import chat.parley.ejb.screening.KeepingRules;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.screening.RuleForm.Rules;
import org.jspecify.annotations.Nullable;

/** The rules by which the messages of a conversation are judged, besides its organization's. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ScreeningRulesResource {

    @Inject
    CurrentActor actor;

    @Inject
    KeepingRules keeping;

    @PathParam("conversation")
    long conversation;

    /** What somebody might say. */
    public record Trial(@Nullable String text) {}

    /** What would become of it, and which rule says so; {@code organization}: not one of the conversation's. */
    public record Outcome(
            String verdict,
            @Nullable Long rule,
            @Nullable String name,
            @Nullable String words,
            @Nullable Boolean organization) {

        static Outcome of(Judgement judgement) {
            ScreeningRule rule = judgement.rule();
            String verdict = RuleForm.lower(judgement.verdict());
            return rule == null
                    ? new Outcome(verdict, null, null, null, null)
                    : new Outcome(
                            verdict,
                            rule.id(),
                            rule.name(),
                            rule.words(),
                            rule.scope().conversation() == null ? true : null);
        }
    }

    /** All of them. */
    @GET
    @Path("/rules")
    public Rules rules() {
        return Rules.of(keeping.list(actor.get(), id()));
    }

    /** Adds one. */
    @POST
    @Path("/rules")
    public Response add(@Nullable RuleForm rule) {
        RuleForm added = RuleForm.of(
                keeping.add(actor.get(), id(), RequestBody.required(rule).wish()));
        return Response.status(Response.Status.CREATED).entity(added).build();
    }

    /** Puts another in its place. */
    @PUT
    @Path("/rules/{rule}")
    public RuleForm replace(@PathParam("rule") long number, @Nullable RuleForm rule) {
        return RuleForm.of(keeping.replace(
                actor.get(), id(), number, RequestBody.required(rule).wish()));
    }

    /** Takes one away. */
    @DELETE
    @Path("/rules/{rule}")
    @Consumes(MediaType.WILDCARD)
    public void remove(@PathParam("rule") long number) {
        keeping.remove(actor.get(), id(), number);
    }

    /** What would become of a text, by these rules and the organization's. */
    @POST
    @Path("/rules/trial")
    public Outcome tryOut(@Nullable Trial body) {
        String text = MessageBody.check(
                RequestBody.required(RequestBody.required(body).text(), "text"));
        return Outcome.of(keeping.tryOut(actor.get(), id(), text));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
