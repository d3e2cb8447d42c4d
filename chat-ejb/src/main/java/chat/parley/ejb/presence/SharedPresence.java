package chat.parley.ejb.presence;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import chat.parley.ejb.presence.PresenceBoard.Picture;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.presence.StatusChoice;

/**
 * What the nodes tell each other of who is here. Whatever is written reaches the reader of every node, this one's too;
 * a node that joins can read all of it. Any method may throw while the nodes cannot reach each other.
 */
interface SharedPresence {

    /** What hears of it, on this node. Must not block. */
    interface Reader {
        void here(Whereabouts where, DevicesHere devices);

        void gone(Whereabouts where);

        void chose(AccountId account, StatusChoice choice);

        /** Something may have been missed, or nodes have come or gone. */
        void doubt();
    }

    /** From now on this one hears of it. */
    void open(Reader reader);

    /** What this node is called. */
    String node();

    /** The nodes there are, this one among them, in an order that all of them see; the first cleans up after others. */
    Collection<String> nodes();

    /** Whether nodes can tell each other anything at present. */
    boolean available();

    /** All of it. */
    Picture read();

    /** These are at this node. */
    void here(Map<AccountId, DevicesHere> accounts);

    /** These are not where they were. */
    void gone(Set<Whereabouts> places);

    /** This is what an account says of itself, unless it has said something later. */
    void chose(AccountId account, StatusChoice choice);
}
