package chat.parley.web.message;

import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.message.Forwarding;
import chat.parley.ejb.message.Forwarding.ForwardMessage;
import chat.parley.ejb.message.Posting;
import chat.parley.jpa.message.Source;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Copies of messages in other conversations, and where they come from. */
@Path("/conversations/{conversation}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ForwardingResource {

    @Inject
    CurrentActor actor;

    @Inject
    Forwarding forwarding;

    @Inject
    Posting posting;

    @PathParam("conversation")
    long conversation;

    /** The message {@code seq} of the conversation {@code from}, to be copied. */
    public record Forward(
            @Nullable UUID id,
            @Nullable Long from,
            @Nullable Long seq,
            @Nullable Long thread) {}

    /** Where something was said first. */
    public record Origin(long conversation, long seq, long sender) {}

    /** Posts a copy: 201, or 200 if an earlier try did. */
    @POST
    @Path("/forwards")
    public Response forward(@Nullable Forward body) {
        Forward forward = RequestBody.required(body);
        ForwardMessage wish = new ForwardMessage(
                MessageWishes.conversation(conversation),
                RequestBody.required(forward.id(), "id"),
                MessageWishes.conversation(RequestBody.required(forward.from(), "from")),
                RequestBody.required(forward.seq(), "seq"),
                forward.thread());
        return MessagesResource.answer(posting.post(actor.get(), forwarding.copy(actor.get(), wish)));
    }

    /** Where the words of a copy were said first. */
    @GET
    @Path("/messages/{seq}/source")
    public Origin source(@PathParam("seq") long seq) {
        Source source = forwarding.source(actor.get(), MessageWishes.conversation(conversation), seq);
        return new Origin(
                source.conversation().value(), source.seq(), source.sender().value());
    }
}
