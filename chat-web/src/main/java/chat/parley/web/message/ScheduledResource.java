package chat.parley.web.message;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.message.PostMessage;
import chat.parley.ejb.message.Scheduling;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame.Scheduled;
import org.jspecify.annotations.Nullable;

/** What one wants to be posted later. */
@Path("me/scheduled")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ScheduledResource {

    @Inject
    CurrentActor actor;

    @Inject
    Scheduling scheduling;

    /** All of it, by the time it is due. */
    public record Listed(List<Scheduled> scheduled) {}

    /** A message and when it is to be posted. */
    public record Wish(
            @Nullable Long conversation,
            @Nullable String body,
            @Nullable String format,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable String at) {}

    /** What waits for its time, and what was refused. */
    @GET
    public Listed scheduled() {
        return new Listed(scheduling.pending(actor.get()).stream()
                .map(OwnFrames::scheduled)
                .toList());
    }

    /** Schedules a message, or changes the one that waits under this id. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Scheduled schedule(@PathParam("id") String id, @Nullable Wish body) {
        Wish wish = RequestBody.required(body);
        PostMessage message = new PostMessage(
                MessageWishes.conversation(RequestBody.required(wish.conversation(), "conversation")),
                uuid(id),
                MessageWishes.format(wish.format()),
                RequestBody.required(wish.body(), "body"),
                wish.replyTo(),
                wish.thread(),
                null);
        return OwnFrames.scheduled(scheduling.schedule(
                actor.get(), message, MessageWishes.moment("at", RequestBody.required(wish.at(), "at"))));
    }

    /** Deletes it. */
    @DELETE
    @Path("/{id}")
    public void cancel(@PathParam("id") String id) {
        scheduling.cancel(actor.get(), uuid(id));
    }

    /** Has it posted at once. */
    @POST
    @Path("/{id}/send")
    public void sendNow(@PathParam("id") String id) {
        scheduling.sendNow(actor.get(), uuid(id));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Missing("scheduled.missing", "No such message waits for its time.");
        }
    }
}
