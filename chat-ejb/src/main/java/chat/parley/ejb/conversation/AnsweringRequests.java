package chat.parley.ejb.conversation;

import java.time.Clock;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.JoinRequest.State;
import chat.parley.jpa.conversation.JoinRequests;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** Letting those in who have asked to join, or not. They are told either way. */
@Stateless
public class AnsweringRequests {

    @Inject
    ConversationAccess access;

    @Inject
    JoinRequests requests;

    @Inject
    Arrivals arrivals;

    @Inject
    Gatekeepers gatekeepers;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** A page of those who wait, by the numbers of their accounts. */
    public Page<JoinRequest> page(Actor actor, ConversationId conversation, @Nullable Long after, int limit) {
        Page.check(limit);
        access.toSeeRequests(actor, conversation);
        return Page.of(
                requests.waiting(conversation, after == null ? 0 : after, limit + 1),
                limit,
                request -> request.account().value());
    }

    /** Makes whoever asked a member, or does not. */
    public void answer(Actor actor, ConversationId conversation, AccountId account, boolean accepted) {
        Grant grant = access.toChange(actor, conversation, Action.ADMIT);
        AskingToJoin.checkWaits(requests, conversation, account);
        List<AccountId> told = gatekeepers.hold(conversation, account);
        if (accepted) {
            List<AccountId> newcomers = arrivals.newcomers(conversation, actor, List.of(account));
            arrivals.bring(conversation, grant.history(), actor, Role.MEMBER, newcomers);
        } else {
            refuse(actor, conversation, account);
        }
        gatekeepers.tell(conversation, told);
    }

    private void refuse(Actor actor, ConversationId conversation, AccountId account) {
        long rev = requests.answer(conversation, account, State.REFUSED, actor.account(), clock.instant());
        JoinRequest refused = requests.find(conversation, account).orElseThrow();
        feed.publishOnCommit(new ChatEvent.JoinRequestChanged(refused, rev));
    }
}
