package chat.parley.web.message;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import chat.parley.ejb.message.Editing;
import chat.parley.ejb.message.FollowingThreads;
import chat.parley.ejb.message.History;
import chat.parley.ejb.message.PostMessage;
import chat.parley.ejb.message.Posting;
import chat.parley.ejb.message.Reading;
import chat.parley.ejb.message.Receipt;
import chat.parley.ejb.message.Withdrawing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.ServerFrame.Message;
import org.jspecify.annotations.Nullable;

/** The messages of a conversation, for whoever has no socket: same rules, same answers. */
@Path("/conversations/{conversation}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    @Inject
    CurrentActor actor;

    @Inject
    Posting posting;

    @Inject
    Editing editing;

    @Inject
    Withdrawing withdrawing;

    @Inject
    Reading reading;

    @Inject
    FollowingThreads followingThreads;

    @Inject
    History history;

    @PathParam("conversation")
    long conversation;

    /** A message to post. */
    public record Draft(
            @Nullable UUID id,
            @Nullable String body,
            @Nullable String format,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable String priority,
            ClientFrame.@Nullable Poll poll,
            @Nullable Boolean anyway) {}

    /** That a message exists; or that it is held back, since then: then it has no number yet. */
    public record Posted(
            @Nullable Long seq, String at, @Nullable Boolean held) {}

    /** Another text. */
    public record Edit(@Nullable String body) {}

    /** The number of a change. */
    public record Changed(long rev) {}

    /** How far somebody has read the conversation, or of it the thread of a message. */
    public record Read(long seq, @Nullable Long thread) {}

    /** Messages in ascending order. */
    public record Page(List<Message> messages, boolean more) {}

    /** A page of the history. */
    @GET
    @Path("/messages")
    public Page page(
            @QueryParam("before") @Nullable Long before,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("around") @Nullable Long around,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        History.Page page = history.page(actor.get(), id(), MessageWishes.page(before, after, around), limit);
        return new Page(page.messages().stream().map(ServerFrames::message).toList(), page.more());
    }

    /** Posts a message: 201, or 200 if an earlier try did; 202 if it is held back. */
    @POST
    @Path("/messages")
    public Response post(@Nullable Draft body) {
        Draft draft = RequestBody.required(body);
        PostMessage wish = new PostMessage(
                id(),
                RequestBody.required(draft.id(), "id"),
                MessageWishes.format(draft.format()),
                RequestBody.required(draft.body(), "body"),
                draft.replyTo(),
                draft.thread(),
                null,
                MessageWishes.purpose(draft.priority(), draft.poll()),
                Boolean.TRUE.equals(draft.anyway()));
        return answer(posting.post(actor.get(), wish));
    }

    /** Tells that a message exists: 201, or 200 if an earlier try made it; or 202, that it is held back. */
    static Response answer(Receipt receipt) {
        String at = ServerFrames.time(receipt.at());
        if (receipt.held()) {
            return Response.accepted(new Posted(null, at, true)).build();
        }
        return Response.status(receipt.resent() ? Status.OK : Status.CREATED)
                .entity(new Posted(receipt.seq(), at, null))
                .build();
    }

    /** Gives a message of one's own another text. */
    @PATCH
    @Path("/messages/{seq}")
    public Changed edit(@PathParam("seq") long seq, @Nullable Edit body) {
        Edit edit = RequestBody.required(body);
        return new Changed(editing.edit(actor.get(), id(), seq, RequestBody.required(edit.body(), "body")));
    }

    /** Takes a message away from everyone; the reason is for the one who wrote it, if that is another. */
    @DELETE
    @Path("/messages/{seq}")
    public Changed withdraw(@PathParam("seq") long seq, @QueryParam("reason") @Nullable String reason) {
        return new Changed(withdrawing.withdraw(actor.get(), id(), seq, reason));
    }

    /** Notes how far one has read. */
    @POST
    @Path("/read")
    public void read(@Nullable Read body) {
        Read read = RequestBody.required(body);
        Long thread = read.thread();
        if (thread == null) {
            reading.read(actor.get(), id(), read.seq());
        } else {
            followingThreads.read(actor.get(), id(), thread, read.seq());
        }
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
