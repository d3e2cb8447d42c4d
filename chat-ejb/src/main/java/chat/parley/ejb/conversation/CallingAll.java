package chat.parley.ejb.conversation;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.identity.AccountId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Speaking to all members of a conversation at once: whoever writes there may, where they are few; moderators anywhere. */
@ApplicationScoped
public class CallingAll {

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    /** From more members on, only moderators speak to all at once. */
    @Inject
    @ConfigProperty(name = "parley.mentions.members", defaultValue = "100")
    int mostFree;

    /**
     * Lets pass who may. Asked of the database.
     *
     * @throws chat.parley.ejb.problem.ChatException if the actor may not
     */
    public void check(Actor actor, ConversationId conversation) {
        access.toCallAll(actor, conversation, members.count(conversation) > mostFree);
    }

    /** Whether the actor may. */
    boolean isFree(Actor actor, ConversationId conversation, long count) {
        try {
            access.toCallAll(actor, conversation, count > mostFree);
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
