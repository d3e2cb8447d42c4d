package chat.parley.ejb.conversation;

import java.util.List;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * The wish that there be a conversation.
 *
 * @param name a channel has one, a group may, a direct conversation has none
 * @param visibility only a channel can be public
 * @param history a direct conversation is open from its start
 * @param members who is to be in it besides the founder; of a direct conversation exactly one, oneself for notes
 */
public record FoundConversation(
        ConversationKind kind,
        @Nullable String name,
        @Nullable String topic,
        Visibility visibility,
        HistoryVisibility history,
        List<AccountId> members) {

    /** How many members one wish can name. */
    public static final int MOST_MEMBERS = 1000;

    /** Checks that the parts go together, and cleans the words. */
    public FoundConversation {
        members = members.stream().distinct().toList();
        if (members.size() > MOST_MEMBERS) {
            throw malformed("A conversation begins with at most " + MOST_MEMBERS + " members.");
        }
        if (kind != ConversationKind.CHANNEL && visibility == Visibility.PUBLIC) {
            throw malformed("Only a channel can be public.");
        }
        switch (kind) {
            case DIRECT -> checkDirect(name, topic, members);
            case CHANNEL -> checkChannel(name);
            case GROUP -> {}
        }
        name = name == null ? null : Titles.name(name);
        topic = topic == null ? null : Titles.topic(topic);
        history = kind == ConversationKind.DIRECT ? HistoryVisibility.ALL : history;
    }

    private static void checkDirect(@Nullable String name, @Nullable String topic, List<AccountId> members) {
        if (name != null || topic != null) {
            throw malformed("A direct conversation has neither name nor topic.");
        }
        if (members.size() != 1) {
            throw malformed("A direct conversation is with exactly one account.");
        }
    }

    private static void checkChannel(@Nullable String name) {
        if (name == null) {
            throw malformed("A channel has a name.");
        }
    }

    private static Rejected malformed(String text) {
        return new Rejected("request.malformed", text);
    }
}
