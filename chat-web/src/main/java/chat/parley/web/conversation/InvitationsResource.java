package chat.parley.web.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.conversation.IssueInvitation;
import chat.parley.ejb.conversation.IssuingInvitations;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Invitation;
import chat.parley.jpa.conversation.Role;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The links by which people come into a conversation. */
@Path("/conversations/{conversation}/invitations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class InvitationsResource {

    @Inject
    CurrentActor current;

    @Inject
    IssuingInvitations issuing;

    @PathParam("conversation")
    long conversation;

    /** What is wanted of a link; nothing needs to be said. */
    public record NewLink(
            @Nullable String until,
            @Nullable Integer uses,
            @Nullable String role) {}

    /** A link; {@code token} is there in the answer to its making only, {@code most} if it is not for everybody. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Link(
            long id,
            @Nullable String token,
            String role,
            long by,
            String at,
            String until,
            @Nullable Integer most,
            int uses) {

        static Link of(Invitation invitation, @Nullable String token) {
            return new Link(
                    invitation.id(),
                    token,
                    invitation.role().name().toLowerCase(Locale.ROOT),
                    invitation.by().value(),
                    ServerFrames.time(invitation.at()),
                    ServerFrames.time(invitation.until()),
                    invitation.mostUses(),
                    invitation.uses());
        }
    }

    /** All links by which somebody may come. */
    public record Links(List<Link> invitations) {}

    /** The links by which somebody may come now, the oldest first. */
    @GET
    public Links links() {
        return new Links(issuing.list(current.get(), id()).stream()
                .map(invitation -> Link.of(invitation, null))
                .toList());
    }

    /** Makes one. */
    @POST
    public Response make(@Nullable NewLink body) {
        NewLink wanted = body == null ? new NewLink(null, null, null) : body;
        Role role = Objects.requireNonNullElse(ConversationWishes.roleOrNull(wanted.role()), Role.MEMBER);
        IssuingInvitations.Issued issued = issuing.issue(
                current.get(),
                id(),
                new IssueInvitation(ConversationWishes.momentOrNull("until", wanted.until()), wanted.uses(), role));
        return Response.status(Response.Status.CREATED)
                .entity(Link.of(issued.invitation(), issued.token().text()))
                .build();
    }

    /** Takes one back. */
    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    public void revoke(@PathParam("id") long id) {
        issuing.revoke(current.get(), id(), id);
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
