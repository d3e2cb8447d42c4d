package chat.parley.web.screening;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.message.HoldingBack;
import chat.parley.jpa.screening.HeldMessage;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/** Messages of one's own that wait for a moderator, wherever that is. */
@Path("/me/held")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MyHeldResource {

    @Inject
    CurrentActor actor;

    @Inject
    HoldingBack holdingBack;

    /** One page; {@code next} is there when there are more. */
    public record Waiting(
            List<ServerFrame.HeldBack> held, @Nullable Long next) {}

    /** What waits, the oldest first. */
    @GET
    public Waiting waiting(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<HeldMessage> page = holdingBack.mine(actor.get(), after, limit);
        return new Waiting(page.items().stream().map(OwnFrames::held).toList(), page.next());
    }
}
