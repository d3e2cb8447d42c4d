package chat.parley.ejb.conversation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.AccountStates;

/** Hiding how far one has come, everywhere. Whoever does is shown nothing of others (docs/decisions/0091). */
@Stateless
public class HidingReceipts {

    @Inject
    AccountStates states;

    @Inject
    LiveFeed feed;

    /** Whether the actor hides it. */
    public boolean hidden(Actor actor) {
        return states.own(actor.account()).hidesReceipts();
    }

    /** Hides it, or shows it again. */
    public void hide(Actor actor, boolean hidden) {
        states.hideReceipts(actor.account(), hidden)
                .ifPresent(rev -> feed.publishOnCommit(new ChatEvent.ReceiptsHidden(actor.account(), hidden, rev)));
    }
}
