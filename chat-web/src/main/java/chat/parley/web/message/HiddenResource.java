package chat.parley.web.message;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import chat.parley.ejb.message.Hiding;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.web.identity.CurrentActor;

/** What one no longer wants to see oneself. */
@Path("me/hidden/{conversation}/{seq}")
@RequestScoped
public class HiddenResource {

    @Inject
    CurrentActor actor;

    @Inject
    Hiding hiding;

    @PathParam("conversation")
    long conversation;

    @PathParam("seq")
    long seq;

    /** Hides a message. */
    @PUT
    public void hide() {
        hiding.hide(actor.get(), id(), seq);
    }

    /** Shows it again. */
    @DELETE
    public void show() {
        hiding.show(actor.get(), id(), seq);
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
