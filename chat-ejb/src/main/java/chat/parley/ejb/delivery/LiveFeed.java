package chat.parley.ejb.delivery;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells this node's connections, and the other nodes, what has been committed. */
@ApplicationScoped
public class LiveFeed {

    /** Tells it now. Only for what is committed already. */
    public void publish(List<ChatEvent> events) {
        throw new UnsupportedOperationException();
    }

    /** Tells it once the running transaction has committed, and never if it does not. */
    public void publishOnCommit(ChatEvent event) {
        throw new UnsupportedOperationException();
    }
}
