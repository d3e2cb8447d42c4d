package chat.parley.web.screening;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.message.Receipt;
import chat.parley.ejb.message.Reviewing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Source;
import chat.parley.jpa.screening.HeldMessage;
import chat.parley.jpa.screening.MessageFlags.Flagged;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import org.jspecify.annotations.Nullable;

/** What rules have held back in a conversation, or noted; for its moderators. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ReviewResource {

    @Inject
    CurrentActor actor;

    @Inject
    Reviewing reviewing;

    @PathParam("conversation")
    long conversation;

    /** A message that waits; {@code rule} is what the rule is called that held it back. */
    public record HeldItem(
            long number,
            long sender,
            String at,
            String format,
            String body,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable Long forwarded,
            @Nullable List<String> options,
            String rule) {

        static HeldItem of(HeldMessage message) {
            Source source = message.source();
            Purpose purpose = message.purpose();
            PollTerms poll = purpose == null ? null : purpose.poll();
            return new HeldItem(
                    message.number(),
                    message.sender().value(),
                    ServerFrames.time(message.at()),
                    message.format().name().toLowerCase(Locale.ROOT),
                    message.body(),
                    message.replyTo(),
                    message.thread(),
                    source == null ? null : source.sender().value(),
                    poll == null ? null : poll.options(),
                    message.rule());
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record HeldItems(List<HeldItem> held, @Nullable Long next) {}

    /** A message that was posted and that a rule wants looked at. */
    public record FlaggedItem(long number, long seq, long sender, String at, String body, String rule) {

        static FlaggedItem of(Flagged flagged) {
            return new FlaggedItem(
                    flagged.number(),
                    flagged.seq(),
                    flagged.sender().value(),
                    ServerFrames.time(flagged.at()),
                    flagged.body(),
                    flagged.rule());
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record FlaggedItems(
            List<FlaggedItem> flagged, @Nullable Long next) {}

    /** That a message was released: it exists under this number. */
    public record Released(long seq, String at) {}

    /** Why a message is dropped; nothing needs to be said. */
    public record Drop(@Nullable String reason) {}

    /** What waits. */
    @GET
    @Path("/held")
    public HeldItems held(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<HeldMessage> page = reviewing.waiting(actor.get(), id(), after, limit);
        return new HeldItems(page.items().stream().map(HeldItem::of).toList(), page.next());
    }

    /** Posts it now. */
    @POST
    @Path("/held/{number}/release")
    @Consumes(MediaType.WILDCARD)
    public Released release(@PathParam("number") long number) {
        Receipt receipt = reviewing.release(actor.get(), id(), number);
        return new Released(receipt.seq(), ServerFrames.time(receipt.at()));
    }

    /** Does not let it be posted. */
    @POST
    @Path("/held/{number}/drop")
    public void drop(@PathParam("number") long number, @Nullable Drop body) {
        reviewing.drop(actor.get(), id(), number, body == null ? null : body.reason());
    }

    /** What was noted and nobody has looked at. */
    @GET
    @Path("/flagged")
    public FlaggedItems flagged(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Flagged> page = reviewing.flagged(actor.get(), id(), after, limit);
        return new FlaggedItems(page.items().stream().map(FlaggedItem::of).toList(), page.next());
    }

    /** Has looked at it. */
    @DELETE
    @Path("/flagged/{number}")
    @Consumes(MediaType.WILDCARD)
    public void see(@PathParam("number") long number) {
        reviewing.see(actor.get(), id(), number);
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
