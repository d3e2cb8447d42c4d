package chat.parley.ejb.conversation;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.identity.AccountId;

/** Those who answer whoever asks to join: the moderators of a conversation, and above. */
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

    /** Holds their own states and the asker's, before any of them is changed; the answer is who they are. */
    List<AccountId> hold(ConversationId conversation, AccountId asker) {
        List<AccountId> moderators = members.moderators(conversation, MOST_TOLD);
        List<AccountId> all = new ArrayList<>(moderators);
        all.add(asker);
        states.hold(all);
        return moderators;
    }

    /** Tells these that there are others who wait than before, also on devices that are away now. */
    void tell(ConversationId conversation, List<AccountId> told) {
        members.touch(conversation, Arrivals.array(told));
        told.forEach(account -> chronicle.standingChanged(conversation, account));
    }
}
