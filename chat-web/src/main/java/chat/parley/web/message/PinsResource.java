package chat.parley.web.message;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.message.Pinning;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessagesResource.Changed;
import chat.parley.web.wire.ServerFrame.Message;

/** What a conversation keeps in sight. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PinsResource {

    @Inject
    CurrentActor actor;

    @Inject
    Pinning pinning;

    @PathParam("conversation")
    long conversation;

    /** The pinned messages, what was pinned last first. */
    public record Pinned(List<Message> messages) {}

    /** All of them that one may see. */
    @GET
    @Path("/pins")
    public Pinned pins() {
        return new Pinned(pinning.pinned(actor.get(), id()).stream()
                .map(ServerFrames::message)
                .toList());
    }

    /** Pins a message. */
    @PUT
    @Path("/messages/{seq}/pin")
    public Changed pin(@PathParam("seq") long seq) {
        return new Changed(pinning.pin(actor.get(), id(), seq, true));
    }

    /** Takes the pin away. */
    @DELETE
    @Path("/messages/{seq}/pin")
    public Changed unpin(@PathParam("seq") long seq) {
        return new Changed(pinning.pin(actor.get(), id(), seq, false));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
