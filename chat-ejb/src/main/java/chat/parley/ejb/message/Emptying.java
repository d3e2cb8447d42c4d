package chat.parley.ejb.message;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.PostedMessage;

/** Takes away what a message says, and tells whoever has a copy; the caller holds the conversation and may do it. */
@ApplicationScoped
public class Emptying {

    @Inject
    Changes changes;

    @Inject
    LiveFeed feed;

    /** The message, empty. In a thread its root counts it no longer. */
    public PostedMessage empty(PostedMessage message, AccountId by, Instant now) {
        PostedMessage deleted = changes.delete(message, by, now);
        feed.publishOnCommit(new ChatEvent.Changed(deleted.rev(), deleted));
        Long thread = deleted.thread();
        if (thread != null) {
            changes.uncount(deleted, thread, by, now)
                    .ifPresent(root -> feed.publishOnCommit(new ChatEvent.Changed(root.rev(), root)));
        }
        return deleted;
    }
}
