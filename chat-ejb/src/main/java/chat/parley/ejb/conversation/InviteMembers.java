package chat.parley.ejb.conversation;

import java.util.List;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;

/** The wish that these become members, all in one role. */
public record InviteMembers(List<AccountId> accounts, Role role) {

    /** Checks that there are some, and not too many at once. */
    public InviteMembers {
        accounts = accounts.stream().distinct().toList();
        if (accounts.isEmpty() || accounts.size() > FoundConversation.MOST_MEMBERS) {
            throw new Rejected(
                    "request.malformed", "Name 1 to " + FoundConversation.MOST_MEMBERS + " accounts at once.");
        }
    }
}
