package chat.parley.ejb.conversation;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Members.Profile;
import chat.parley.jpa.identity.AccountId;

/** Bringing others into a conversation. Who is a member already stays what they are. */
@Stateless
public class Inviting {

    @Inject
    ConversationAccess access;

    @Inject
    Arrivals arrivals;

    @Inject
    Members members;

    /**
     * What came of an invitation.
     *
     * @param members all who were asked in, as the members they are now
     * @param anew whether one of them was no member before
     */
    public record Invited(List<Profile> members, boolean anew) {}

    /** Makes them members, all or, if one of the accounts does not exist, none. */
    public Invited invite(Actor actor, ConversationId conversation, InviteMembers wish) {
        Grant grant = access.toChange(actor, conversation, Action.INVITE);
        Permissions.refusalToInviteAs(grant.role(), wish.role()).ifPresent(refusal -> {
            throw refusal.exception();
        });
        List<AccountId> newcomers = arrivals.newcomers(conversation, actor, wish.accounts());
        arrivals.bring(conversation, grant.history(), actor, wish.role(), newcomers);
        return new Invited(members.profiles(conversation, Arrivals.array(wish.accounts())), !newcomers.isEmpty());
    }
}
