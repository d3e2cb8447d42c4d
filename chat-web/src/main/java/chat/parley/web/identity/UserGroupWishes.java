package chat.parley.web.identity;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.identity.UserGroupId;

/** Reads what REST says of user groups into what the use cases understand. */
public final class UserGroupWishes {

    private UserGroupWishes() {}

    /** A user group by its number; one that cannot be is as missing as any other. */
    public static UserGroupId group(long id) {
        if (id < 1) {
            throw new Missing("user-group.missing", "There is no such user group.");
        }
        return new UserGroupId(id);
    }
}
