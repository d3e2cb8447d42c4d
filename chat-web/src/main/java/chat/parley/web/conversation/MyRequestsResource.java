package chat.parley.web.conversation;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.AskingToJoin;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.wire.ServerFrame;

/** Where one has asked to join. */
@Path("/me/requests")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MyRequestsResource {

    @Inject
    CurrentActor current;

    @Inject
    AskingToJoin asking;

    /** What became of each. */
    public record Asked(List<ServerFrame.JoinRequest> requests) {}

    /** Where one has asked, in the order of the last change. */
    @GET
    public Asked asked() {
        return new Asked(
                asking.mine(current.get()).stream().map(OwnFrames::request).toList());
    }
}
