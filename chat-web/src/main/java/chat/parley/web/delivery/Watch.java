package chat.parley.web.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import chat.parley.jpa.identity.AccountId;

/** Whose presence one connection is told of, and what of it is still to be told: at most once a second, all at once. */
final class Watch {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Connection connection;
    private final Set<AccountId> accounts;
    private final Set<AccountId> changed;
    private Set<AccountId> hidden;
    private Instant told = Instant.MIN;

    /** A watch whose connection is to be told of all of them; {@code hidden} do not want to be seen. */
    Watch(Connection connection, Set<AccountId> accounts, Set<AccountId> hidden) {
        this.connection = connection;
        this.accounts = accounts;
        this.hidden = hidden;
        this.changed = new HashSet<>(accounts);
    }

    Connection connection() {
        return connection;
    }

    Set<AccountId> accounts() {
        return accounts;
    }

    /** These do not want to be seen, and no others; whoever was among them or was not looks different. */
    synchronized void hide(Set<AccountId> some) {
        accounts.stream()
                .filter(account -> hidden.contains(account) != some.contains(account))
                .forEach(changed::add);
        hidden = some;
    }

    /** Whether this account does not want to be seen. */
    synchronized boolean hides(AccountId account) {
        return hidden.contains(account);
    }

    /** This account looks different. */
    synchronized void change(AccountId account) {
        changed.add(account);
    }

    /** These look different, or may. */
    synchronized void change(Collection<AccountId> some) {
        changed.addAll(some);
    }

    /** What is to be told now; empty while something was told a moment ago. It counts as told. */
    synchronized Set<AccountId> due(Instant now) {
        if (changed.isEmpty() || told.isAfter(now.minus(BETWEEN))) {
            return Set.of();
        }
        Set<AccountId> due = Set.copyOf(changed);
        changed.clear();
        told = now;
        return due;
    }

    /** Whether nothing is to be told. */
    synchronized boolean isDone() {
        return changed.isEmpty();
    }
}
