package chat.parley.web.message;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.message.FollowingThreads;
import chat.parley.ejb.message.History;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessagesResource.Page;
import org.jspecify.annotations.Nullable;

/** The threads of messages. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ThreadsResource {

    @Inject
    CurrentActor actor;

    @Inject
    History history;

    @Inject
    FollowingThreads following;

    @PathParam("conversation")
    long conversation;

    /** A page of its replies. */
    @GET
    @Path("/messages/{seq}/thread")
    public Page replies(
            @PathParam("seq") long seq,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        MessageWishes.page(before, after, null);
        History.Page page = history.thread(actor.get(), id(), seq, before, after, limit);
        return new Page(page.messages().stream().map(ServerFrames::message).toList(), page.more());
    }

    /** Follows it. */
    @PUT
    @Path("/messages/{seq}/follow")
    public void follow(@PathParam("seq") long seq) {
        following.follow(actor.get(), id(), seq, true);
    }

    /** Follows it no longer. */
    @DELETE
    @Path("/messages/{seq}/follow")
    public void unfollow(@PathParam("seq") long seq) {
        following.follow(actor.get(), id(), seq, false);
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
