package chat.parley.jpa.message;

import java.sql.Array;
import java.sql.SQLException;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** The message that another one is a copy of, and who wrote it. Who may see it is another question. */
public record Source(ConversationId conversation, long seq, AccountId sender) {

    /** Reads one that is stored as three numbers, or null if there is none. */
    public static @Nullable Source of(@Nullable Array stored) throws SQLException {
        if (stored == null) {
            return null;
        }
        Long[] numbers = (Long[]) stored.getArray();
        return new Source(new ConversationId(numbers[0]), numbers[1], new AccountId(numbers[2]));
    }
}
