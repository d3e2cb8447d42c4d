package chat.parley.web.conversation;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
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

import chat.parley.ejb.conversation.ImposeSanction;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.conversation.Sanctioning;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Sanction;
import chat.parley.jpa.conversation.Sanction.Kind;
import chat.parley.jpa.identity.AccountId;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Who is muted in a conversation, and who is banned from it. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SanctionsResource {

    @Inject
    CurrentActor current;

    @Inject
    Sanctioning sanctioning;

    @PathParam("conversation")
    long conversation;

    /** For how long and why; nothing needs to be said. */
    public record Term(@Nullable String until, @Nullable String reason) {}

    /** That somebody is muted or banned. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Imposed(
            long account,
            long by,
            String at,
            @Nullable String until,
            @Nullable String reason) {

        static Imposed of(Sanction sanction) {
            Instant until = sanction.until();
            return new Imposed(
                    sanction.account().value(),
                    sanction.by().value(),
                    ServerFrames.time(sanction.at()),
                    until == null ? null : ServerFrames.time(until),
                    sanction.reason());
        }
    }

    /** Those who are muted; {@code next} is there when there are more. */
    public record Mutes(List<Imposed> mutes, @Nullable Long next) {}

    /** Those who are banned; {@code next} is there when there are more. */
    public record Bans(List<Imposed> bans, @Nullable Long next) {}

    /** A page of those who are muted. */
    @GET
    @Path("/mutes")
    public Mutes mutes(@QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Sanction> page = sanctioning.page(current.get(), id(), Kind.MUTE, after, limit);
        return new Mutes(page.items().stream().map(Imposed::of).toList(), page.next());
    }

    /** Mutes a member. */
    @PUT
    @Path("/mutes/{account}")
    public Imposed mute(@PathParam("account") long account, @Nullable Term term) {
        return impose(Kind.MUTE, ConversationWishes.member(account), term);
    }

    /** Lets somebody speak again. */
    @DELETE
    @Path("/mutes/{account}")
    @Consumes(MediaType.WILDCARD)
    public void unmute(@PathParam("account") long account) {
        sanctioning.lift(current.get(), id(), ConversationWishes.member(account), Kind.MUTE);
    }

    /** A page of those who are banned. */
    @GET
    @Path("/bans")
    public Bans bans(@QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Sanction> page = sanctioning.page(current.get(), id(), Kind.BAN, after, limit);
        return new Bans(page.items().stream().map(Imposed::of).toList(), page.next());
    }

    /** Bans somebody, who is no member then. */
    @PUT
    @Path("/bans/{account}")
    public Imposed ban(@PathParam("account") long account, @Nullable Term term) {
        return impose(Kind.BAN, AccountNumbers.account(account), term);
    }

    /** Lets somebody become a member again. */
    @DELETE
    @Path("/bans/{account}")
    @Consumes(MediaType.WILDCARD)
    public void unban(@PathParam("account") long account) {
        sanctioning.lift(current.get(), id(), AccountNumbers.account(account), Kind.BAN);
    }

    private Imposed impose(Kind kind, AccountId account, @Nullable Term term) {
        ImposeSanction wish = term == null
                ? new ImposeSanction(kind, null, null)
                : new ImposeSanction(kind, ConversationWishes.momentOrNull("until", term.until()), term.reason());
        return Imposed.of(sanctioning.impose(current.get(), id(), account, wish));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
