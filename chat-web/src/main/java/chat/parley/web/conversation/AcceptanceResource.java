package chat.parley.web.conversation;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.AcceptingInvitations;
import chat.parley.ejb.conversation.InvitationToken;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame.Conversation;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What one does with a link that one was given. Its token is in the body, where no log of addresses has it. */
@Path("/invitations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AcceptanceResource {

    @Inject
    CurrentActor current;

    @Inject
    AcceptingInvitations accepting;

    /** The secret of a link. */
    public record Secret(@Nullable String token) {}

    /** Where a link leads to; {@code joined} says whether one is there already. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Preview(
            long conversation,
            String kind,
            @Nullable String name,
            @Nullable String topic,
            boolean joined) {}

    /** Where it leads to. */
    @POST
    @Path("/look")
    public Preview look(@Nullable Secret body) {
        AcceptingInvitations.Preview preview = accepting.look(current.get(), token(body));
        return new Preview(
                preview.conversation().value(),
                preview.kind().name().toLowerCase(Locale.ROOT),
                preview.name(),
                preview.topic(),
                preview.joined());
    }

    /** Comes in by it. */
    @POST
    @Path("/accept")
    public Conversation accept(@Nullable Secret body) {
        return ConversationViews.of(accepting.accept(current.get(), token(body)));
    }

    private static InvitationToken token(@Nullable Secret body) {
        return new InvitationToken(
                RequestBody.required(RequestBody.required(body).token(), "token"));
    }
}
