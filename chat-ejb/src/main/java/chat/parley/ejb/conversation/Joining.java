package chat.parley.ejb.conversation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Membership;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Standing;

/** Coming into a public channel by oneself. */
@Stateless
public class Joining {

    @Inject
    ConversationAccess access;

    @Inject
    Arrivals arrivals;

    @Inject
    Memberships memberships;

    /** Makes the actor a member; nothing happens if they are one. */
    public ConversationSummary join(Actor actor, ConversationId conversation) {
        Standing standing = access.toJoin(actor, conversation);
        Membership membership = standing.membership();
        if (membership == null || !membership.current()) {
            arrivals.enter(conversation, standing.history(), actor, Role.MEMBER);
        }
        // Who was a member already holds no lock, and may have been removed meanwhile
        return memberships
                .summary(actor.account(), conversation)
                .orElseThrow(() -> access.outsider(actor, conversation));
    }
}
