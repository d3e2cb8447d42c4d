package chat.parley.ejb.segment;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.segment.Barriers;

/**
 * What this node does when barriers, or the people on their sides, have changed anywhere: whatever it remembers of who may
 * post where counts no longer, and who watches whom is looked at again. Looks once a second; a message costs nothing.
 */
@ApplicationScoped
public class BarrierBoard {

    @Inject
    Barriers barriers;

    @Inject
    ConversationAccess access;

    private long revision = -1;
    private Set<AccountId> concerned = Set.of();
    private volatile Consumer<Set<AccountId>> listener = accounts -> {};

    /** From now on this one hears whose sight of others may have changed; the next change waits until it has heard. */
    public void tell(Consumer<Set<AccountId>> newListener) {
        listener = newListener;
    }

    /** Asks the database whether anything was changed. If that throws, it is asked again the next time. */
    synchronized void refresh() {
        long now = barriers.revision();
        if (now == revision) {
            return;
        }
        access.doubt();
        Set<AccountId> fresh = barriers.concerned();
        Set<AccountId> all = new HashSet<>(concerned);
        all.addAll(fresh);
        concerned = fresh;
        revision = now;
        listener.accept(all);
    }
}
