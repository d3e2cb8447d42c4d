package chat.parley.ejb.conversation;

import java.util.Collection;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.identity.AccountId;

/** Numbers the changes to what belongs to an account itself, for what is kept elsewhere. */
@ApplicationScoped
public class OwnNumbers {

    @Inject
    AccountStates states;

    /**
     * Takes the actor's next number, in the caller's transaction: until it ends, nobody else changes what belongs to the
     * account.
     */
    public long next(Actor actor) {
        return next(actor.account());
    }

    /** The same for somebody who does not act, whom something happens to. */
    public long next(AccountId account) {
        return states.next(account).values().iterator().next();
    }

    /** The same for several accounts at once. */
    public Map<AccountId, Long> next(Collection<AccountId> accounts) {
        return accounts.isEmpty() ? Map.of() : states.next(accounts.toArray(AccountId[]::new));
    }
}
