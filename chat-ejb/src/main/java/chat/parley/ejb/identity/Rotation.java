package chat.parley.ejb.identity;

import java.time.Duration;
import java.time.Instant;

import chat.parley.jpa.identity.IssuedRefreshToken;

/**
 * What becomes of a refresh token that is shown, decided without a database or a clock. A token is good once. Shown
 * again it is in two hands, and its device is revoked (RFC 9700, 4.14.2); except that, for a short while and as long as
 * the next one was not used, it gets that same next one again: a client whose answer was lost on the way tries again,
 * and two windows of one browser may ask at once. There is only ever one line of tokens, so a thief and the owner
 * cannot both go on for long.
 */
enum Rotation {
    /** It is used up, and the next one issued. */
    NEXT,
    /** The next one, which it was exchanged for a moment ago, is given again. */
    SAME_AGAIN,
    /** Somebody else has a copy. */
    REUSED,
    /** It was not used for too long. */
    EXPIRED,
    /** Its device was revoked or its account disabled. */
    REFUSED;

    /** How long a used token gets its successor again. */
    static final Duration LOST_ANSWER = Duration.ofSeconds(30);

    static Rotation of(IssuedRefreshToken shown, Instant now) {
        if (shown.refused()) {
            return REFUSED;
        }
        Instant usedAt = shown.usedAt();
        if (usedAt == null) {
            return now.isBefore(shown.expiresAt()) ? NEXT : EXPIRED;
        }
        boolean justNow = now.isBefore(usedAt.plus(LOST_ANSWER));
        return justNow && shown.successorSalt() != null ? SAME_AGAIN : REUSED;
    }
}
