package chat.parley.web.conversation;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.AnsweringRequests;
import chat.parley.ejb.conversation.AskingToJoin;
import chat.parley.ejb.conversation.Page;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Asking to join a private channel, and the answers. */
@Path("/conversations/{conversation}/requests")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class JoinRequestsResource {

    @Inject
    CurrentActor current;

    @Inject
    AskingToJoin asking;

    @Inject
    AnsweringRequests answering;

    @PathParam("conversation")
    long conversation;

    /** What one says of it; nothing needs to be said. */
    public record Wish(@Nullable String text) {}

    /** Whether somebody is let in. */
    public record Answer(@Nullable Boolean accepted) {}

    /** Somebody who waits for an answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(long account, @Nullable String text, String at) {

        static Waiting of(JoinRequest request) {
            return new Waiting(request.account().value(), request.text(), ServerFrames.time(request.at()));
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record Listed(List<Waiting> requests, @Nullable Long next) {}

    /** Asks to be let in, or says something else to it. */
    @POST
    public ServerFrame.JoinRequest ask(@Nullable Wish body) {
        return OwnFrames.request(asking.ask(current.get(), id(), body == null ? null : body.text()));
    }

    /** Does not want it any more. */
    @DELETE
    @Consumes(MediaType.WILDCARD)
    public void withdraw() {
        asking.withdraw(current.get(), id());
    }

    /** A page of those who wait, by the numbers of their accounts. */
    @GET
    public Listed waiting(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<JoinRequest> page = answering.page(current.get(), id(), after, limit);
        return new Listed(page.items().stream().map(Waiting::of).toList(), page.next());
    }

    /** Lets somebody in, or not. */
    @PUT
    @Path("/{account}")
    public void answer(@PathParam("account") long account, @Nullable Answer body) {
        boolean accepted = RequestBody.required(RequestBody.required(body).accepted(), "accepted");
        answering.answer(current.get(), id(), AccountNumbers.account(account), accepted);
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
