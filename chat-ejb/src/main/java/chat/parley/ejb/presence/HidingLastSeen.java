package chat.parley.ejb.presence;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.presence.AccountPresences;

/** Letting others see when one was last here, or not. */
@Stateless
public class HidingLastSeen {

    @Inject
    AccountPresences presences;

    /** Whether others see it. */
    public boolean shown(Actor actor) {
        return presences.showsLastSeen(actor.account());
    }

    /** Has others see it, or not. */
    public void show(Actor actor, boolean shown) {
        presences.showLastSeen(actor.account(), shown);
    }
}
