package chat.parley.ejb.identity;

import jakarta.enterprise.context.ApplicationScoped;

/** Access tokens: MicroProfile JWTs of 15 minutes, signed by this installation. */
@ApplicationScoped
public class Tokens {

    /**
     * Who bears this token.
     *
     * @throws chat.parley.ejb.problem.ChatException.Unauthenticated if it is malformed, forged, expired, or its device
     *     or account may no longer do anything
     */
    public Actor verify(String token) {
        throw new UnsupportedOperationException();
    }
}
