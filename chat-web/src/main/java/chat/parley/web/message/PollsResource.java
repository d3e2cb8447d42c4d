package chat.parley.web.message;

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

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.message.Polls;
import chat.parley.ejb.message.Voting;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessagesResource.Changed;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.ServerFrame.Response;
import org.jspecify.annotations.Nullable;

/** Polls: voting, closing, who has chosen what; and what one has answered oneself. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PollsResource {

    @Inject
    CurrentActor actor;

    @Inject
    Voting voting;

    @Inject
    Polls polls;

    @PathParam("conversation")
    long conversation;

    /** The options one chooses, by their places from 0. */
    public record Vote(@Nullable List<@Nullable Integer> choices) {}

    /** A page of people; {@code next} is there when there are more. */
    public record Voters(List<Long> accounts, @Nullable Long next) {}

    /** Chooses these instead of those chosen before. */
    @PUT
    @Path("/messages/{seq}/vote")
    @Consumes(MediaType.APPLICATION_JSON)
    public void vote(@PathParam("seq") long seq, @Nullable Vote body) {
        List<@Nullable Integer> choices =
                RequestBody.required(RequestBody.required(body).choices(), "choices");
        if (choices.size() > ClientFrame.MOST_CHOICES) {
            throw new Rejected("request.malformed", "One chooses at most " + ClientFrame.MOST_CHOICES + " options.");
        }
        voting.vote(
                actor.get(),
                id(),
                seq,
                choices.stream().map(PollsResource::option).toList());
    }

    private static int option(@Nullable Integer choice) {
        return RequestBody.required(choice, "choices");
    }

    /** Takes one's vote back. */
    @DELETE
    @Path("/messages/{seq}/vote")
    public void withdraw(@PathParam("seq") long seq) {
        voting.vote(actor.get(), id(), seq, List.of());
    }

    /** Those who have chosen an option. */
    @GET
    @Path("/messages/{seq}/votes/{option}")
    public Voters voters(
            @PathParam("seq") long seq,
            @PathParam("option") int option,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        Page<AccountId> page = polls.voters(actor.get(), id(), seq, option, after, limit);
        return new Voters(page.items().stream().map(AccountId::value).toList(), page.next());
    }

    /** Ends a poll. */
    @POST
    @Path("/messages/{seq}/poll/close")
    public Changed close(@PathParam("seq") long seq) {
        return new Changed(polls.close(actor.get(), id(), seq));
    }

    /** What one has answered to a message. */
    @GET
    @Path("/messages/{seq}/response")
    public Response response(@PathParam("seq") long seq) {
        return OwnFrames.response(polls.own(actor.get(), id(), seq));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
