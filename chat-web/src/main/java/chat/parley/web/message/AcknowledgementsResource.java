package chat.parley.web.message;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.message.Acknowledging;
import chat.parley.ejb.message.Acknowledging.Report;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Responses;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** Who has noticed an urgent message. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AcknowledgementsResource {

    @Inject
    CurrentActor actor;

    @Inject
    Acknowledging acknowledging;

    @PathParam("conversation")
    long conversation;

    /** How many were asked, how many of them have acknowledged it, and a page of these or of the others. */
    public record Acknowledgements(
            long asked,
            long acknowledged,
            List<Reader> accounts,
            @Nullable Long next) {}

    /** Somebody who was asked; {@code at} is when they have acknowledged it. */
    public record Reader(long account, @Nullable String at) {

        static Reader of(Responses.Reader reader) {
            return new Reader(
                    reader.account().value(),
                    reader.acknowledgedAt() == null ? null : ServerFrames.time(reader.acknowledgedAt()));
        }
    }

    /** Acknowledges a message. */
    @PUT
    @Path("/messages/{seq}/acknowledgement")
    public void acknowledge(@PathParam("seq") long seq) {
        acknowledging.acknowledge(actor.get(), id(), seq);
    }

    /** Those who have acknowledged it, or those who have not. */
    @GET
    @Path("/messages/{seq}/acknowledgements")
    public Acknowledgements report(
            @PathParam("seq") long seq,
            @QueryParam("acknowledged") @DefaultValue("true") boolean acknowledged,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        Report report = acknowledging.report(actor.get(), id(), seq, acknowledged, after, limit);
        return new Acknowledgements(
                report.counts().asked(),
                report.counts().acknowledged(),
                report.readers().items().stream().map(Reader::of).toList(),
                report.readers().next());
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
