package chat.parley.ejb.identity;

import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;

/** What came of a refresh token that was shown. */
public sealed interface Renewal {

    /** The device goes on with the next token. */
    record Granted(AccountProfile account, DeviceId device, RefreshToken next) implements Renewal {}

    /** It does not go on; what was revoked for it stays revoked, so this is no exception before the commit. */
    record Refused(Unauthenticated reason) implements Renewal {}
}
