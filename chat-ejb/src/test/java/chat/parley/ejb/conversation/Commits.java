package chat.parley.ejb.conversation;

import java.util.ArrayList;
import java.util.List;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** What is to be done at the end of this thread's transaction, which the test brings about. */
public final class Commits implements TransactionSynchronizationRegistry {

    private final ThreadLocal<List<Synchronization>> waiting = ThreadLocal.withInitial(ArrayList::new);

    /** The transaction ends. */
    public void end(boolean committed) {
        List<Synchronization> all = List.copyOf(waiting.get());
        waiting.remove();
        all.forEach(one -> one.afterCompletion(committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK));
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        waiting.get().add(synchronization);
    }

    @Override
    public Object getTransactionKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putResource(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getResource(Object key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getTransactionStatus() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setRollbackOnly() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getRollbackOnly() {
        throw new UnsupportedOperationException();
    }
}
