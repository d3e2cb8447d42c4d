package chat.parley.ejb.conversation;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Members.Profile;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SystemEvent.RoleChanged;

/** What members are in a conversation. It always keeps an owner. */
@Stateless
public class Roles {

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    @Inject
    Chronicle chronicle;

    @Inject
    AuditLog audit;

    /** Makes a member something else: one below oneself, or oneself something lower. Owners do as they like. */
    public Profile change(Actor actor, ConversationId conversation, AccountId account, Role role) {
        return change(actor, Capacity.MEMBER, conversation, account, role);
    }

    /** The same, in one capacity or another. */
    public Profile change(Actor actor, Capacity capacity, ConversationId conversation, AccountId account, Role role) {
        Grant grant = access.toChangeMembers(actor, capacity, conversation, Action.CHANGE_ROLES, List.of(account));
        Role before = members.role(conversation, account).orElseThrow(Roles::missing);
        if (role != before) {
            check(actor, grant, account, before, role);
            assign(actor, conversation, account, role);
            note(actor, capacity, conversation, account, role);
        }
        return profile(conversation, account);
    }

    /** Makes another member the owner in one's own place; oneself stays an administrator. */
    public Profile transfer(Actor actor, ConversationId conversation, AccountId account) {
        access.toChange(actor, conversation, Action.TRANSFER);
        Role before = members.role(conversation, account).orElseThrow(Roles::missing);
        if (!account.equals(actor.account())) {
            if (before != Role.OWNER) {
                assign(actor, conversation, account, Role.OWNER);
            }
            assign(actor, conversation, actor.account(), Role.ADMINISTRATOR);
            note(actor, Capacity.MEMBER, conversation, account, Role.OWNER);
            note(actor, Capacity.MEMBER, conversation, actor.account(), Role.ADMINISTRATOR);
        }
        return profile(conversation, account);
    }

    private void check(Actor actor, Grant grant, AccountId account, Role before, Role role) {
        boolean oneself = account.equals(actor.account());
        Permissions.refusalToAssign(grant.role(), oneself, before, role).ifPresent(refusal -> {
            throw refusal.exception();
        });
        if (before == Role.OWNER && !members.hasOtherOwner(grant.conversation(), account)) {
            throw Refusal.LAST_OWNER.exception();
        }
    }

    private void assign(Actor actor, ConversationId conversation, AccountId account, Role role) {
        chronicle.write(conversation, actor, new RoleChanged(account.value(), role));
        members.assign(conversation, account, role);
        chronicle.standingChanged(conversation, account);
    }

    private void note(Actor actor, Capacity capacity, ConversationId conversation, AccountId account, Role role) {
        audit.note(
                actor,
                AuditDeed.ROLE,
                Subjects.member(conversation, account),
                capacity.details().with("role", role));
    }

    private Profile profile(ConversationId conversation, AccountId account) {
        return members.profiles(conversation, Arrivals.array(List.of(account))).getFirst();
    }

    static Missing missing() {
        return new Missing("member.missing", "There is no such member.");
    }
}
