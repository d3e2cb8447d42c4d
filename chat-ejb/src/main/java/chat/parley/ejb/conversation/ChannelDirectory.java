package chat.parley.ejb.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Conversations.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The channels of an organization that everybody in it may know of: public ones, and private ones that one can ask to join.
 * Archived ones are not shown.
 */
@ApplicationScoped
public class ChannelDirectory {

    @Inject
    Conversations conversations;

    /** A page of those whose name contains a text, by name. */
    public Page<Channel> page(Actor actor, String text, @Nullable Long after, int limit) {
        Page.check(limit);
        return Page.of(
                conversations.channels(
                        actor.organization(),
                        actor.account(),
                        text.strip(),
                        after == null ? null : new ConversationId(after),
                        limit + 1),
                limit,
                channel -> channel.id().value());
    }
}
