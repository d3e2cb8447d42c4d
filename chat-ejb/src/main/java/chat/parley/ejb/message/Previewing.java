package chat.parley.ejb.message;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.LinkTasks;
import chat.parley.jpa.message.LinkTasks.LinkTask;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Preview;

/** Showing under a message what is behind its links. */
@Stateless
public class Previewing {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Changes changes;

    @Inject
    LinkTasks tasks;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /** The message whose links are to be looked at, if it is still there. */
    public Optional<PostedMessage> message(LinkTask task) {
        return messages.find(task.conversation(), task.seq()).filter(message -> message.deletedAt() == null);
    }

    /** Shows what was found, and is done with it; nothing is shown if the message says something else by now. */
    public void show(LinkTask task, String body, List<Preview> found) {
        changes.lock(task.conversation());
        message(task)
                .filter(message ->
                        message.body().equals(body) && !previews(message).equals(found))
                .ifPresent(message -> {
                    PostedMessage changed = changes.preview(message, found, message.sender(), clock.instant());
                    feed.publishOnCommit(new ChatEvent.Changed(changed.rev(), changed));
                });
        tasks.finish(task);
    }

    /**
     * Takes away what is shown of the links of one's own message. Where nothing is shown, nothing changes and nobody is told.
     *
     * @return the number of the message's last change, after which it is so
     */
    public long hide(Actor actor, ConversationId conversation, long seq) {
        rate.take(actor);
        access.toRead(actor, conversation);
        changes.lock(conversation);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toEdit(actor, conversation, own), message);
        if (previews(message).isEmpty()) {
            return message.rev();
        }
        PostedMessage changed = changes.preview(message, List.of(), actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(changed.rev(), changed));
        return changed.rev();
    }

    private static List<Preview> previews(PostedMessage message) {
        MessageParts parts = message.parts();
        return parts == null ? List.of() : parts.previews();
    }
}
