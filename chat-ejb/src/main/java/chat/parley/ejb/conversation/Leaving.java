package chat.parley.ejb.conversation;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.message.SystemEvent.Archived;
import chat.parley.jpa.message.SystemEvent.Left;

/**
 * Going away from a conversation. An owner goes only if there is another one; whoever is the last one there archives it
 * behind them, since nobody would be left to look after it.
 */
@Stateless
public class Leaving {

    @Inject
    ConversationAccess access;

    @Inject
    Conversations conversations;

    @Inject
    Members members;

    @Inject
    Chronicle chronicle;

    @Inject
    Clock clock;

    /** Ends the actor's membership; the message that tells of it is the last they see. */
    public void leave(Actor actor, ConversationId conversation) {
        Grant grant = access.toChange(actor, conversation, Action.LEAVE);
        if (!members.hasOther(conversation, actor.account())) {
            close(actor, grant);
        } else if (grant.role() == Role.OWNER && !members.hasOtherOwner(conversation, actor.account())) {
            throw Refusal.LAST_OWNER.exception();
        }
        long seq = chronicle.write(conversation, actor, new Left(actor.account().value()));
        members.end(conversation, actor.account(), seq);
    }

    private void close(Actor actor, Grant grant) {
        if (!grant.place().archived()) {
            chronicle.write(grant.conversation(), actor, new Archived(true));
            conversations.archive(grant.conversation(), clock.instant());
        }
    }
}
