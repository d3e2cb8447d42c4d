package chat.parley.web.retention;

import java.util.List;

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

import chat.parley.ejb.retention.KeepingRetention;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.retention.RetentionForm.Labels;
import chat.parley.web.retention.RetentionForm.RetentionRuleList;
import org.jspecify.annotations.Nullable;

/** The rules about keeping messages, and the labels they know conversations by. */
@Path("/admin/retention")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RetentionRulesResource {

    @Inject
    CurrentActor actor;

    @Inject
    KeepingRetention keeping;

    /** All of them. */
    @GET
    @Path("/rules")
    public RetentionRuleList rules() {
        return new RetentionRuleList(
                keeping.list(actor.get()).stream().map(RetentionForm::of).toList());
    }

    /** Adds a draft. */
    @POST
    @Path("/rules")
    public Response add(@Nullable RetentionForm rule) {
        RetentionForm added = RetentionForm.of(
                keeping.add(actor.get(), RequestBody.required(rule).wish()));
        return Response.status(Response.Status.CREATED).entity(added).build();
    }

    /** Puts another draft in the place of one. */
    @PUT
    @Path("/rules/{rule}")
    public RetentionForm replace(@PathParam("rule") long number, @Nullable RetentionForm rule) {
        return RetentionForm.of(
                keeping.replace(actor.get(), number, RequestBody.required(rule).wish()));
    }

    /** Takes a draft away. */
    @DELETE
    @Path("/rules/{rule}")
    @Consumes(MediaType.WILDCARD)
    public void remove(@PathParam("rule") long number) {
        keeping.remove(actor.get(), number);
    }

    /** What rules know a conversation by. */
    @GET
    @Path("/conversations/{conversation}/labels")
    public Labels labels(@PathParam("conversation") long conversation) {
        return new Labels(keeping.labels(actor.get(), new ConversationId(conversation)));
    }

    /** Gives a conversation these labels and no others. */
    @PUT
    @Path("/conversations/{conversation}/labels")
    public Labels label(@PathParam("conversation") long conversation, @Nullable Labels wish) {
        List<String> labels = RequestBody.required(RequestBody.required(wish).labels(), "labels").stream()
                .map(label -> RequestBody.required(label, "labels"))
                .toList();
        return new Labels(keeping.label(actor.get(), new ConversationId(conversation), labels));
    }
}
