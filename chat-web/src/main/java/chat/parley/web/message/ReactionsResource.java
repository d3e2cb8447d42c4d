package chat.parley.web.message;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import chat.parley.ejb.message.Reacting;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Reactions.Reactor;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessagesResource.Changed;
import org.jspecify.annotations.Nullable;

/** What a message was answered with in one sign, and by whom. */
@Path("/conversations/{conversation}/messages/{seq}/reactions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReactionsResource {

    @Inject
    CurrentActor actor;

    @Inject
    Reacting reacting;

    @PathParam("conversation")
    long conversation;

    @PathParam("seq")
    long seq;

    /** All of them. */
    public record Reacted(List<Shown> reactions) {}

    /**
     * One of them, as the asker sees it.
     *
     * @param accounts the first of them
     * @param own whether the asker has said it too
     */
    public record Shown(String emoji, List<Long> accounts, long count, boolean own) {}

    /** A page of people; {@code next} is there when there are more. */
    public record People(List<Person> accounts, @Nullable Long next) {}

    /** Somebody who has reacted. */
    public record Person(long account, String at) {

        static Person of(Reactor reactor) {
            return new Person(reactor.account().value(), ServerFrames.time(reactor.at()));
        }
    }

    /** What the message was answered with. */
    @GET
    public Reacted reactions() {
        Reacting.Shown shown = reacting.shown(actor.get(), id(), seq);
        return new Reacted(shown.reactions().stream()
                .map(ServerFrames::reaction)
                .map(each -> new Shown(
                        each.emoji(), each.accounts(), each.count(), shown.own().contains(each.emoji())))
                .toList());
    }

    /** Who has reacted with this. */
    @GET
    @Path("/{emoji}")
    public People people(
            @PathParam("emoji") String emoji,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        Page<Reactor> page = reacting.reactors(actor.get(), id(), seq, emoji, after, limit);
        return new People(page.items().stream().map(Person::of).toList(), page.next());
    }

    /** Reacts with this. */
    @PUT
    @Path("/{emoji}")
    public Changed react(@PathParam("emoji") String emoji) {
        return new Changed(reacting.react(actor.get(), id(), seq, emoji, true));
    }

    /** Takes it back. */
    @DELETE
    @Path("/{emoji}")
    public Changed takeBack(@PathParam("emoji") String emoji) {
        return new Changed(reacting.react(actor.get(), id(), seq, emoji, false));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
