package chat.parley.ejb.presence;

import chat.parley.jpa.identity.AccountId;

/** Who hears that somebody looks different now. Called by several threads; must not block, nor ask how. */
public interface PresenceWatcher {

    /** This account looks different. */
    void changed(AccountId account);

    /** This account looks different to itself, and to nobody else. */
    void changedToSelf(AccountId account);

    /** All accounts may. */
    void changedAll();
}
