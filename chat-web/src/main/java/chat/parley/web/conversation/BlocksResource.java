package chat.parley.web.conversation;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Blocking;
import chat.parley.jpa.conversation.Block;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;

/** Whom one has blocked. */
@Path("/me/blocks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BlocksResource {

    @Inject
    CurrentActor current;

    @Inject
    Blocking blocking;

    /** Somebody whom one has blocked, and since when. */
    public record Blocked(long account, String at) {

        static Blocked of(Block block) {
            return new Blocked(block.other().value(), ServerFrames.time(block.at()));
        }
    }

    /** All of them. */
    public record Listed(List<Blocked> blocks) {}

    /** All of them, by the numbers of their accounts. */
    @GET
    public Listed blocks() {
        return new Listed(blocking.list(current.get()).stream().map(Blocked::of).toList());
    }

    /** Blocks somebody. */
    @PUT
    @Path("/{account}")
    public void block(@PathParam("account") long account) {
        blocking.block(current.get(), AccountNumbers.account(account));
    }

    /** Takes it back. */
    @DELETE
    @Path("/{account}")
    public void unblock(@PathParam("account") long account) {
        blocking.unblock(current.get(), AccountNumbers.account(account));
    }
}
