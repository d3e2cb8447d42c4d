package chat.parley.web.conversation;

import java.net.URI;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import chat.parley.ejb.conversation.Founding;
import chat.parley.ejb.conversation.Founding.Founded;
import chat.parley.ejb.conversation.MyConversations;
import chat.parley.ejb.conversation.Page;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame.Conversation;
import org.jspecify.annotations.Nullable;

/** The conversations one is a member of, and the beginning of new ones. */
@Path("/conversations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConversationsResource {

    @Inject
    CurrentActor current;

    @Inject
    MyConversations mine;

    @Inject
    Founding founding;

    /** A conversation to be. */
    public record NewConversation(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String topic,
            @Nullable String visibility,
            @Nullable String history,
            @Nullable Integer historyLast,
            @Nullable String historySince,
            @Nullable List<@Nullable Long> members) {}

    /** One page; {@code next} is there when there are more. */
    public record ConversationList(
            List<Conversation> conversations, @Nullable Long next) {}

    /** One's conversations, the newest first. */
    @GET
    public ConversationList conversations(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<ConversationSummary> page = mine.page(current.get(), after, limit);
        return new ConversationList(
                page.items().stream().map(ConversationViews::of).toList(), page.next());
    }

    /** Begins a conversation: 201, or 200 for a direct one that there is already. */
    @POST
    public Response found(@Nullable NewConversation body, @Context UriInfo uri) {
        Founded founded = founding.found(current.get(), ConversationWishes.found(RequestBody.required(body)));
        Conversation conversation = ConversationViews.of(founded.conversation());
        if (!founded.anew()) {
            return Response.ok(conversation).build();
        }
        URI where = uri.getAbsolutePathBuilder()
                .path(Long.toString(conversation.id()))
                .build();
        return Response.created(where).entity(conversation).build();
    }
}
