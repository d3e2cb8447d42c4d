package chat.parley.ejb.conversation;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.identity.AccountId;

/** Those who answer whoever asks to join, and review what is held back: the moderators of a conversation, and above. */
@ApplicationScoped
public class Gatekeepers {

    /** A conversation with more is told to the first of them; the others see it when they look. */
    private static final int MOST_TOLD = 100;

    @Inject
    Members members;

    @Inject
    AccountStates states;

    @Inject
    Chronicle chronicle;

    /** Holds their own states and that of whoever waits for them, before any is changed; the answer is who they are. */
    public List<AccountId> hold(ConversationId conversation, AccountId waiting) {
        List<AccountId> moderators = members.moderators(conversation, MOST_TOLD);
        List<AccountId> all = new ArrayList<>(moderators);
        all.add(waiting);
        states.hold(all);
        return moderators;
    }

    /** Tells these that others wait than before, also on devices that are away now. */
    public void tell(ConversationId conversation, List<AccountId> told) {
        members.touch(conversation, Arrivals.array(told));
        told.forEach(account -> chronicle.standingChanged(conversation, account));
    }
}
