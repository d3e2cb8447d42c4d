package chat.parley.it.architecture.broken.web.delivery;

import jakarta.transaction.Transactional;

/** A transaction at the edge. */
class TransactionBreaker {
    @Transactional
    void begin() {
        // Nothing to do in it
    }
}
