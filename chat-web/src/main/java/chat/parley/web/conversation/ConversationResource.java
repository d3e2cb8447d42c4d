package chat.parley.web.conversation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.ChangeSettings;
import chat.parley.ejb.conversation.Converting;
import chat.parley.ejb.conversation.Joining;
import chat.parley.ejb.conversation.MyConversations;
import chat.parley.ejb.conversation.Settings;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame.Conversation;
import org.jspecify.annotations.Nullable;

/** One conversation and its settings. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConversationResource {

    @Inject
    CurrentActor current;

    @Inject
    MyConversations mine;

    @Inject
    Settings settings;

    @Inject
    Joining joining;

    @Inject
    Converting converting;

    @PathParam("conversation")
    long conversation;

    /** What is to be otherwise; an empty topic is none. */
    public record Change(
            @Nullable String name,
            @Nullable String topic,
            @Nullable Boolean archived,
            @Nullable String receipts,
            @Nullable String posting,
            @Nullable Long slow,
            @Nullable String history,
            @Nullable Integer historyLast,
            @Nullable String historySince,
            @Nullable Boolean requests,
            @Nullable String versions,
            @Nullable Boolean previews) {

        /** What is wished by it. */
        public ChangeSettings wish() {
            return new ChangeSettings(
                    name,
                    topic,
                    archived,
                    ConversationWishes.receiptsOrNull(receipts),
                    ConversationWishes.postingOrNull(posting),
                    ConversationWishes.pauseOrNull(slow),
                    ConversationWishes.historyOrNull(history, historyLast, historySince),
                    requests,
                    ConversationWishes.versionsOrNull(versions),
                    previews);
        }
    }

    /** What a channel that was a group is to be called; nothing needs to be said if it has a name. */
    public record NewChannel(@Nullable String name) {}

    /** The conversation as one sees it. */
    @GET
    public Conversation conversation() {
        return ConversationViews.of(mine.one(current.get(), id()));
    }

    /** Changes the settings that are named. */
    @PATCH
    public Conversation change(@Nullable Change body) {
        return settle(RequestBody.required(body).wish());
    }

    /** Archives it: what was said is kept and can be read, and nothing is added any more. */
    @DELETE
    @Consumes(MediaType.WILDCARD)
    public Conversation archive() {
        return settle(new ChangeSettings(null, null, true, null));
    }

    /** Comes into a public channel. */
    @POST
    @Path("/join")
    @Consumes(MediaType.WILDCARD)
    public Conversation join() {
        return ConversationViews.of(joining.join(current.get(), id()));
    }

    /** Makes a channel of a group. */
    @POST
    @Path("/channel")
    public Conversation toChannel(@Nullable NewChannel body) {
        String name = body == null ? null : body.name();
        return ConversationViews.of(converting.toChannel(current.get(), id(), name));
    }

    private Conversation settle(ChangeSettings wish) {
        return ConversationViews.of(settings.change(current.get(), id(), wish));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
