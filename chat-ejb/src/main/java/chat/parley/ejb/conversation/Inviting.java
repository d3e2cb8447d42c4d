package chat.parley.ejb.conversation;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Members.Profile;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupMembers;

/** Bringing others into a conversation. Who is a member already stays what they are. */
@Stateless
public class Inviting {

    @Inject
    ConversationAccess access;

    @Inject
    Arrivals arrivals;

    @Inject
    Members members;

    @Inject
    UserGroupMembers groups;

    /**
     * What came of an invitation.
     *
     * @param members all who were asked in, as the members they are now
     * @param newcomers those of them who were no members before
     */
    public record Invited(List<Profile> members, List<AccountId> newcomers) {

        /** Whether there are any. */
        public boolean anew() {
            return !newcomers.isEmpty();
        }
    }

    /** How many of a user group have become members, who were none. */
    public record GroupInvited(int members) {}

    /**
     * Makes those of a user group members who are none; disabled accounts and those that are banned are left out. Whoever
     * comes into the group later does not come into the conversation.
     */
    public GroupInvited inviteGroup(Actor actor, ConversationId conversation, UserGroupId group, Role role) {
        Grant grant = access.toChange(actor, conversation, Action.INVITE);
        checkRole(grant, role);
        if (groups.profile(actor.organization(), group).isEmpty()) {
            throw new Missing("user-group.missing", "There is no such user group.");
        }
        List<AccountId> newcomers = arrivals.willing(conversation, actor, groups.accounts(group));
        arrivals.bring(conversation, grant.history(), actor, role, newcomers);
        return new GroupInvited(newcomers.size());
    }

    /** Makes them members, all or, if one of the accounts does not exist, none. */
    public Invited invite(Actor actor, ConversationId conversation, InviteMembers wish) {
        return invite(actor, Capacity.MEMBER, conversation, wish);
    }

    /** The same, in one capacity or another. */
    public Invited invite(Actor actor, Capacity capacity, ConversationId conversation, InviteMembers wish) {
        Grant grant = access.toChangeMembers(actor, capacity, conversation, Action.INVITE, wish.accounts());
        checkRole(grant, wish.role());
        List<AccountId> newcomers = arrivals.newcomers(conversation, actor, capacity, wish.accounts());
        arrivals.bring(conversation, grant.history(), actor, wish.role(), newcomers);
        return new Invited(members.profiles(conversation, Arrivals.array(wish.accounts())), newcomers);
    }

    private static void checkRole(Grant grant, Role role) {
        Permissions.refusalToInviteAs(grant.role(), role).ifPresent(refusal -> {
            throw refusal.exception();
        });
    }
}
