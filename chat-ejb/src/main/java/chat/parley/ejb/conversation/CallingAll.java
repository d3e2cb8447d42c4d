package chat.parley.ejb.conversation;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Speaking to many members of a conversation at once, to all of them or to those in user groups: whoever writes there may,
 * where these are few; moderators anywhere.
 */
@ApplicationScoped
public class CallingAll {

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    /** More than so many are many. */
    @Inject
    @ConfigProperty(name = "parley.mentions.members", defaultValue = "100")
    int mostFree;

    /**
     * Lets pass who may speak to all. Asked of the database.
     *
     * @throws chat.parley.ejb.problem.ChatException if the actor may not
     */
    public void check(Actor actor, ConversationId conversation) {
        access.toCall(actor, conversation, members.count(conversation) > mostFree);
    }

    /**
     * The members whom these groups mean now, if the actor may speak to so many. Asked of the database.
     *
     * @throws chat.parley.ejb.problem.ChatException if the actor may not
     */
    public Map<UserGroupId, List<AccountId>> inGroups(
            Actor actor, ConversationId conversation, List<UserGroupId> groups) {
        Map<UserGroupId, List<AccountId>> meant = members.inGroups(
                conversation,
                actor.organization(),
                groups.stream().mapToLong(UserGroupId::value).toArray());
        long count = meant.values().stream().flatMap(List::stream).distinct().count();
        access.toCall(actor, conversation, count > mostFree);
        return meant;
    }

    /** Whether the actor may speak to all, who are so many. */
    boolean isFree(Actor actor, ConversationId conversation, long count) {
        try {
            access.toCall(actor, conversation, count > mostFree);
            return true;
        } catch (Denied | Conflict e) {
            return false;
        }
    }

    /** All who are members now. */
    public List<AccountId> members(ConversationId conversation) {
        return members.accounts(conversation);
    }
}
