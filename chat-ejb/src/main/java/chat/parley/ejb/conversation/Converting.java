package chat.parley.ejb.conversation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.message.SystemEvent.ChannelMade;
import org.jspecify.annotations.Nullable;

/** Making a private channel of a group. There is no way back: who came by an invitation would be in it by acquaintance. */
@Stateless
public class Converting {

    @Inject
    ConversationAccess access;

    @Inject
    Conversations conversations;

    @Inject
    Memberships memberships;

    @Inject
    Chronicle chronicle;

    /** Makes it a channel of this name, or of the name it has; nothing happens if it is one. */
    public ConversationSummary toChannel(Actor actor, ConversationId conversation, @Nullable String name) {
        Grant grant = access.toChange(actor, conversation, Action.CONVERT);
        if (grant.place().kind() == ConversationKind.GROUP) {
            convert(actor, conversation, name);
        }
        return memberships.summary(actor.account(), conversation).orElseThrow();
    }

    private void convert(Actor actor, ConversationId conversation, @Nullable String given) {
        String name = given == null ? conversations.wording(conversation).name() : Titles.name(given);
        if (name == null) {
            throw new Rejected("request.malformed", "A channel has a name.");
        }
        chronicle.write(conversation, actor, new ChannelMade(name));
        conversations.makeChannel(conversation, name);
        chronicle.settingsChanged(conversation);
    }
}
