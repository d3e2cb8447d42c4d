package chat.parley.ejb.identity;

import java.time.Clock;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.identity.RefreshTokens;

/**
 * Forgets refresh tokens that nobody can use any more, once a night. Each node does it, by one statement that finds
 * nothing after the first.
 */
@Singleton
public class RefreshTokenSweep {

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    Clock clock;

    /** Forgets them. */
    @Schedule(hour = "3", persistent = false)
    public void sweep() {
        int forgotten = refreshTokens.forgetExpiredBefore(clock.instant());
        ChatLog.LOG.debugf("%d refresh tokens had ended", forgotten);
    }
}
