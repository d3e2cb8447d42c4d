package chat.parley.web.identity;

import jakarta.enterprise.context.RequestScoped;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import org.jspecify.annotations.Nullable;

/** Who makes the running request. */
@RequestScoped
public class CurrentActor {

    private @Nullable Actor actor;

    /**
     * Who it is.
     *
     * @throws Unauthenticated if nobody has said so
     */
    public Actor get() {
        Actor known = actor;
        if (known == null) {
            throw new Unauthenticated("auth.required", "Sign in first.");
        }
        return known;
    }

    /** It is this one. */
    void set(Actor proved) {
        actor = proved;
    }
}
