package chat.parley.web.conversation;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Mentionable;
import chat.parley.jpa.identity.UserGroupProfile;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;

/** Whom one could speak to in a conversation. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MentionableResource {

    private static final int USUALLY = 8;

    @Inject
    CurrentActor actor;

    @Inject
    Mentionable mentionable;

    @PathParam("conversation")
    long conversation;

    /** People and groups, how many members there are, and whether one may speak to {@code all} of them at once. */
    public record Offered(List<Candidate> people, List<Group> groups, long members, boolean all) {}

    /** A user group; {@code members} is how many are in it, here or not. */
    public record Group(long group, String handle, String name, long members) {

        static Group of(UserGroupProfile one) {
            return new Group(one.id().value(), one.handle(), one.name(), one.members());
        }
    }

    /** Somebody; who is no {@code member} is not told. */
    public record Candidate(long account, String username, String displayName, boolean member) {

        static Candidate of(Mentionable.Candidate one) {
            return new Candidate(one.account().value(), one.username(), one.displayName(), one.member());
        }
    }

    /** Whom a part of a name can mean; members first. */
    @GET
    @Path("/mentionable")
    public Offered offer(
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("limit") @DefaultValue("" + USUALLY) int limit) {
        Mentionable.Offer offer =
                mentionable.offer(actor.get(), MessageWishes.conversation(conversation), words, limit);
        return new Offered(
                offer.people().stream().map(Candidate::of).toList(),
                offer.groups().stream().map(Group::of).toList(),
                offer.members(),
                offer.all());
    }
}
