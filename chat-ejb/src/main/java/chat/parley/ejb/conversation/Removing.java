package chat.parley.ejb.conversation;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SystemEvent.Removed;

/** Sending a member away. The message that tells of it is the last they see. */
@Stateless
public class Removing {

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    @Inject
    Chronicle chronicle;

    @Inject
    AuditLog audit;

    /** Ends somebody else's membership. */
    public void remove(Actor actor, ConversationId conversation, AccountId account) {
        remove(actor, Capacity.MEMBER, conversation, account);
    }

    /**
     * The same, in one capacity or another. Whoever removes an owner as another owner leaves one; from outside one is
     * left too.
     */
    public void remove(Actor actor, Capacity capacity, ConversationId conversation, AccountId account) {
        Grant grant = access.toChangeMembers(actor, capacity, conversation, Action.REMOVE, List.of(account));
        if (account.equals(actor.account())) {
            throw new Rejected("request.malformed", "To go oneself is to leave.");
        }
        Role role = members.role(conversation, account).orElseThrow(Roles::missing);
        Permissions.refusalToOverrule(grant.role(), role).ifPresent(refusal -> {
            throw refusal.exception();
        });
        if (role == Role.OWNER && !members.hasOtherOwner(conversation, account)) {
            throw Refusal.LAST_OWNER.exception();
        }
        long seq = chronicle.write(conversation, actor, new Removed(account.value()));
        members.end(conversation, account, seq);
        audit.note(actor, AuditDeed.MEMBER_REMOVED, Subjects.member(conversation, account), capacity.details());
    }
}
