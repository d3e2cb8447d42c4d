package chat.parley.web.message;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.message.SeeingVersions;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Versions.Version;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.wire.ServerFrame.Removal;
import org.jspecify.annotations.Nullable;

/** What messages said before, and why they were taken away. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VersionsResource {

    @Inject
    CurrentActor actor;

    @Inject
    SeeingVersions seeing;

    @PathParam("conversation")
    long conversation;

    /** One page; {@code next} is there when there are more. */
    public record Listed(List<Earlier> versions, @Nullable Long next) {}

    /**
     * What a message said once.
     *
     * @param at when it came to say it
     * @param replaced when it came to say something else, and by whom
     */
    public record Earlier(String format, String body, String at, String replaced, long by) {

        static Earlier of(Version version) {
            return new Earlier(
                    version.format().name().toLowerCase(Locale.ROOT),
                    version.body(),
                    ServerFrames.time(version.at()),
                    ServerFrames.time(version.replacedAt()),
                    version.replacedBy().value());
        }
    }

    /** What a message said before, from the first. */
    @GET
    @Path("/messages/{seq}/versions")
    public Listed versions(
            @PathParam("seq") long seq,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        Page<Version> page = seeing.page(actor.get(), id(), seq, after, limit);
        return new Listed(page.items().stream().map(Earlier::of).toList(), page.next());
    }

    /** Who has taken a message away, and why. */
    @GET
    @Path("/messages/{seq}/removal")
    public Removal removal(@PathParam("seq") long seq) {
        return OwnFrames.removal(seeing.removal(actor.get(), id(), seq));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
