package chat.parley.web.message;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.message.SeeingReceipts;
import chat.parley.ejb.message.SeeingReceipts.Seen;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.ShownReceipts;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.wire.ServerFrame.Position;
import org.jspecify.annotations.Nullable;

/** How far the members of a conversation have come. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptsResource {

    @Inject
    CurrentActor actor;

    @Inject
    SeeingReceipts seeing;

    @PathParam("conversation")
    long conversation;

    /** Where members are; {@code positions} is not there where nobody is named. */
    public record Positions(@Nullable List<Position> positions) {}

    /** Whom a message has come to, of how many; {@code accounts} is not there where nobody is named. */
    public record MessageReceipts(
            long seq,
            long members,
            long delivered,
            long read,
            @Nullable List<Reader> accounts) {}

    /** Somebody a message has come to; {@code at} is when they read it, where that is known. */
    public record Reader(
            long account, boolean read, @Nullable String at) {

        static Reader of(ShownReceipts.Reader reader) {
            return new Reader(
                    reader.account().value(),
                    reader.read(),
                    reader.at() == null ? null : ServerFrames.time(reader.at()));
        }
    }

    /** Where the members are. */
    @GET
    @Path("/receipts")
    public Positions positions() {
        return new Positions(seeing.positions(actor.get(), id())
                .map(all -> all.stream().map(ServerFrames::position).toList())
                .orElse(null));
    }

    /** Whom a message has come to. */
    @GET
    @Path("/messages/{seq}/receipts")
    public MessageReceipts of(@PathParam("seq") long seq) {
        Seen seen = seeing.of(actor.get(), id(), seq);
        return new MessageReceipts(
                seen.seq(),
                seen.tally().members(),
                seen.tally().delivered(),
                seen.tally().read(),
                seen.readers()
                        .map(readers -> readers.stream().map(Reader::of).toList())
                        .orElse(null));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
