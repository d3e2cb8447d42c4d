package chat.parley.web.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import chat.parley.ejb.conversation.InviteMembers;
import chat.parley.ejb.conversation.Inviting;
import chat.parley.ejb.conversation.Inviting.Invited;
import chat.parley.ejb.conversation.Leaving;
import chat.parley.ejb.conversation.MemberList;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.conversation.Removing;
import chat.parley.ejb.conversation.Roles;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members.Profile;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.identity.UserGroupWishes;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation, and as what. */
@Path("/conversations/{conversation}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MembersResource {

    @Inject
    CurrentActor current;

    @Inject
    MemberList list;

    @Inject
    Inviting inviting;

    @Inject
    Leaving leaving;

    @Inject
    Removing removing;

    @Inject
    Roles roles;

    @PathParam("conversation")
    long conversation;

    /** Somebody in a conversation; {@code since} is the message of their joining. */
    public record Member(long account, String username, String displayName, String role, long since) {

        static Member of(Profile member) {
            return new Member(
                    member.account().value(),
                    member.username(),
                    member.displayName(),
                    member.role().name().toLowerCase(Locale.ROOT),
                    member.since());
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record Listed(List<Member> members, @Nullable Long next) {}

    /** Who is to come in: one account, several at once, or those of a user group. A role nobody names is that of a member. */
    public record Invitation(
            @Nullable Long account,
            @Nullable List<@Nullable Long> accounts,
            @Nullable Long userGroup,
            @Nullable String role) {

        /** What these are to be. */
        Role wishedRole() {
            return Objects.requireNonNullElse(ConversationWishes.roleOrNull(role), Role.MEMBER);
        }

        /** Which accounts are to come in, where no user group is named. */
        public InviteMembers wish() {
            List<@Nullable Long> named = account == null ? accounts : List.<@Nullable Long>of(account);
            return new InviteMembers(AccountNumbers.accounts(named), wishedRole());
        }
    }

    /** How many of a user group have come in. */
    public record Added(int added) {}

    /** What a member is to be. */
    public record NewRole(@Nullable String role) {

        /** What is wished by it. */
        public Role wish() {
            return ConversationWishes.role(role);
        }
    }

    /** Who is to be the owner in one's own place. */
    public record Successor(@Nullable Long account) {}

    /** A page of the members, by the numbers of their accounts. */
    @GET
    @Path("/members")
    public Listed members(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Profile> page = list.page(current.get(), id(), after, limit);
        return new Listed(page.items().stream().map(Member::of).toList(), page.next());
    }

    /** Brings somebody in: 201, or 200 if all of them were members already. */
    @POST
    @Path("/members")
    public Response invite(@Nullable Invitation body) {
        Invitation invitation = RequestBody.required(body);
        Long group = invitation.userGroup();
        if (group != null) {
            return inviteGroup(UserGroupWishes.group(group), invitation.wishedRole());
        }
        Long one = invitation.account();
        Invited invited = inviting.invite(current.get(), id(), invitation.wish());
        List<Member> members = invited.members().stream().map(Member::of).toList();
        return Response.status(invited.anew() ? Status.CREATED : Status.OK)
                .entity(one == null ? new Listed(members, null) : members.getFirst())
                .build();
    }

    private Response inviteGroup(UserGroupId group, Role role) {
        int added = inviting.inviteGroup(current.get(), id(), group, role).members();
        return Response.status(added > 0 ? Status.CREATED : Status.OK)
                .entity(new Added(added))
                .build();
    }

    /** Makes a member something else. */
    @PATCH
    @Path("/members/{account}")
    public Member change(@PathParam("account") long account, @Nullable NewRole body) {
        Role role = RequestBody.required(body).wish();
        return Member.of(roles.change(current.get(), id(), ConversationWishes.member(account), role));
    }

    /** Sends a member away; oneself: leaves. */
    @DELETE
    @Path("/members/{account}")
    @Consumes(MediaType.WILDCARD)
    public void remove(@PathParam("account") long account) {
        Actor actor = current.get();
        AccountId member = ConversationWishes.member(account);
        if (member.equals(actor.account())) {
            leaving.leave(actor, id());
        } else {
            removing.remove(actor, id(), member);
        }
    }

    /** Makes another member the owner in one's own place. */
    @POST
    @Path("/owner")
    public Member transfer(@Nullable Successor body) {
        long account = RequestBody.required(RequestBody.required(body).account(), "account");
        return Member.of(roles.transfer(current.get(), id(), ConversationWishes.member(account)));
    }

    private ConversationId id() {
        return MessageWishes.conversation(conversation);
    }
}
