package chat.parley.ejb.identity;

import java.time.Duration;

/** What somebody shows to be let in, and for how long it is good from now on. */
public record AccessToken(String value, Duration life) {

    /** Not in logs. */
    @Override
    public String toString() {
        return "AccessToken[" + life + "]";
    }
}
