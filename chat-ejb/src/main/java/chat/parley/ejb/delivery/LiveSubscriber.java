package chat.parley.ejb.delivery;

import java.util.List;
import java.util.Set;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;

/** Who passes the news on to connections of this node. Called by several threads; must not block. */
public interface LiveSubscriber {

    /** These things have happened; those of one conversation are usually, but not always, in order and complete. */
    void hear(List<ChatEvent> events);

    /** News may have been missed: compare what was passed on with the log. */
    void doubt();

    /**
     * A node works on the database and is not heard: compare with the log, and let in nobody because of what is remembered.
     * (The database answers; otherwise this node would not know.)
     */
    void missNode();

    /** These conversations and accounts alone are to be compared. */
    void doubt(Set<ConversationId> conversations, Set<AccountId> accounts);
}
