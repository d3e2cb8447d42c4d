package chat.parley.web.message;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
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

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.message.Saving;
import chat.parley.jpa.message.SavedMessages.Saved;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.wire.ServerFrame.Message;
import org.jspecify.annotations.Nullable;

/** What one has marked for oneself. */
@Path("me/saved")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SavedResource {

    @Inject
    CurrentActor actor;

    @Inject
    Saving saving;

    /** One page; {@code next} is there when there are more. */
    public record Listed(List<Marked> saved, @Nullable Long next) {}

    /** A message and when it was marked. */
    public record Marked(String at, Message message) {

        static Marked of(Saved saved) {
            return new Marked(ServerFrames.time(saved.at()), ServerFrames.message(saved.message()));
        }
    }

    /** What is marked and one may still see, what was marked last first. */
    @GET
    public Listed saved(
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        Page<Saved> page = saving.page(actor.get(), after, limit);
        return new Listed(page.items().stream().map(Marked::of).toList(), page.next());
    }

    /** Marks a message. */
    @PUT
    @Path("/{conversation}/{seq}")
    public void save(@PathParam("conversation") long conversation, @PathParam("seq") long seq) {
        saving.save(actor.get(), MessageWishes.conversation(conversation), seq);
    }

    /** Takes the mark away. */
    @DELETE
    @Path("/{conversation}/{seq}")
    public void forget(@PathParam("conversation") long conversation, @PathParam("seq") long seq) {
        saving.forget(actor.get(), MessageWishes.conversation(conversation), seq);
    }
}
