package chat.parley.ejb.identity;

import java.util.concurrent.atomic.AtomicInteger;

/** Passwords without the work, which counts how often it would have been done. */
final class QuickPasswords extends Passwords {

    private final AtomicInteger computed = new AtomicInteger();

    QuickPasswords() {
        prepare();
    }

    /** How often since the last time this was asked. */
    int computed() {
        return computed.getAndSet(0);
    }

    @Override
    String compute(String password) {
        computed.incrementAndGet();
        return "hash of " + password;
    }

    @Override
    boolean compare(String password, String hash) {
        return compute(password).equals(hash);
    }
}
