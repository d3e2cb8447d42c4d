package chat.parley.web.message;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.message.Previewing;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessagesResource.Changed;

/** What is shown of the links in a message. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PreviewsResource {

    @Inject
    CurrentActor actor;

    @Inject
    Previewing previewing;

    @PathParam("conversation")
    long conversation;

    /** Takes it away from a message of one's own. */
    @DELETE
    @Path("/messages/{seq}/previews")
    public Changed hide(@PathParam("seq") long seq) {
        return new Changed(previewing.hide(actor.get(), MessageWishes.conversation(conversation), seq));
    }
}
