package chat.parley.web.message;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.message.MyInbox;
import chat.parley.jpa.message.InboxItem;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame.Message;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What concerns oneself. */
@Path("me/inbox")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class InboxResource {

    @Inject
    CurrentActor actor;

    @Inject
    MyInbox inbox;

    /** One page; {@code next} is there when there are more. */
    public record Listed(List<Item> items, @Nullable Long next) {}

    /**
     * A {@code mention}, by its message, with {@code read} and {@code done}; or a {@code thread}, by its root, with how many
     * replies are unread.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String kind,
            String at,
            Message message,
            @Nullable Boolean read,
            @Nullable Boolean done,
            @Nullable Long unread) {

        static Item of(InboxItem item) {
            Message message = ServerFrames.message(item.message());
            String at = ServerFrames.time(item.at());
            return switch (item) {
                case InboxItem.OfMention mention ->
                    new Item("mention", at, message, mention.read(), mention.done(), null);
                case InboxItem.OfThread thread -> new Item("thread", at, message, null, null, thread.unread());
            };
        }
    }

    /** Up to when all is done. */
    public record Tidying(@Nullable String until) {}

    /** The newest first; {@code all} has what is done too. */
    @GET
    public Listed items(
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        Page<InboxItem> page = inbox.page(actor.get(), all, after, limit);
        return new Listed(page.items().stream().map(Item::of).toList(), page.next());
    }

    /** Puts all mentions up to a moment away. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public void tidy(@Nullable Tidying tidying) {
        String until = RequestBody.required(RequestBody.required(tidying).until(), "until");
        inbox.tidy(actor.get(), MessageWishes.moment("until", until));
    }

    /** Puts one away. */
    @PUT
    @Path("/{conversation}/{seq}")
    public void done(@PathParam("conversation") long conversation, @PathParam("seq") long seq) {
        inbox.done(actor.get(), MessageWishes.conversation(conversation), seq, true);
    }

    /** Takes it back. */
    @DELETE
    @Path("/{conversation}/{seq}")
    public void notDone(@PathParam("conversation") long conversation, @PathParam("seq") long seq) {
        inbox.done(actor.get(), MessageWishes.conversation(conversation), seq, false);
    }
}
