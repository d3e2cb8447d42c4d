package chat.parley.ejb.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Unauthenticated;

/** Gives a device that is signed in its next access token. */
@ApplicationScoped
public class Renewing {

    @Inject
    DeviceSessions sessions;

    @Inject
    Tokens tokens;

    /**
     * Exchanges a refresh token; {@link Rotation} says what becomes of it.
     *
     * @throws Unauthenticated if it lets nobody in
     */
    public SignedIn renew(RefreshToken shown) {
        return switch (sessions.exchange(shown)) {
            case Renewal.Granted(var account, var device, var next) ->
                new SignedIn(account, tokens.issue(account, device), next);
            case Renewal.Refused(var reason) -> throw reason;
        };
    }
}
