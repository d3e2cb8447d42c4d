package chat.parley.jpa.message;

import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SavedMessages.Marked;

/** What accounts no longer want to see themselves, marked as {@link SavedMessages} are. */
@Dependent
public final class HiddenMessages {

    private final OwnMarks marks;

    /** Works on this database. */
    @Inject
    public HiddenMessages(Database database) {
        marks = new OwnMarks(database, "hidden_message", "hidden_at");
    }

    /** Whether this account has hidden this message. */
    public boolean has(AccountId account, ConversationId conversation, long seq) {
        return marks.has(account, conversation, seq);
    }

    /** How many messages this account has hidden that were not deleted since. */
    public long count(AccountId account) {
        return marks.count(account);
    }

    /** Hides a message, or shows it again, as the account's change of this number. */
    public void put(AccountId account, SavedMark mark, long accountRev) {
        marks.put(account, mark, accountRev);
    }

    /** At most {@code limit} of what was hidden, or is no longer, after this number, in that order. */
    public List<Marked> since(AccountId account, long rev, int limit) {
        return marks.since(account, rev, limit);
    }
}
