package chat.parley.ejb.conversation;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SystemEvent;
import chat.parley.jpa.message.SystemMessages;

/** Writes what happens to a conversation into its log, and tells of it once that has committed. */
@ApplicationScoped
public class Chronicle {

    @Inject
    SystemMessages log;

    @Inject
    LiveFeed feed;

    @Inject
    ConversationAccess access;

    @Inject
    Clock clock;

    /** Writes it down; the answer is the number of the message that tells of it. */
    long write(ConversationId conversation, Actor by, SystemEvent event) {
        PostedMessage message = log.append(conversation, by.account(), event, clock.instant());
        feed.publishOnCommit(new ChatEvent.Posted(message, null));
        if (event.changesRights()) {
            access.forgetOnCommit(conversation);
        }
        return message.seq();
    }

    /** Tells that others may do things than before, although nothing was written down. */
    void rightsChanged(ConversationId conversation) {
        access.forgetOnCommit(conversation);
        settingsChanged(conversation);
    }

    /** Tells a member that they stand otherwise in it than before, besides what was written down. */
    void standingChanged(ConversationId conversation, AccountId account) {
        feed.publishOnCommit(new ChatEvent.StandingChanged(account, conversation));
    }

    /** Tells that the settings are others now, besides what was written down. */
    void settingsChanged(ConversationId conversation) {
        feed.publishOnCommit(new ChatEvent.ConversationChanged(conversation));
    }
}
