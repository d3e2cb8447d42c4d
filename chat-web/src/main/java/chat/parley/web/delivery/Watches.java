package chat.parley.web.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.presence.PresenceDesk;
import chat.parley.ejb.presence.PresenceWatcher;
import chat.parley.ejb.presence.ShownPresence;
import chat.parley.ejb.presence.Watching;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.segment.BarrierBoard;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Who at this node watches whom. A change of one account costs only the connections that watch it: they are found by
 * the account, and told of all that has changed for them together.
 */
@ApplicationScoped
public class Watches implements PresenceWatcher {

    private static final long PERIOD_MILLIS = 250;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    PresenceDesk desk;

    @Inject
    Watching watching;

    @Inject
    BarrierBoard barriers;

    @Inject
    NodeThreads threads;

    @Inject
    Clock clock;

    private final Map<Connection, Watch> watches = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<Watch>> watchers = new ConcurrentHashMap<>();
    private final Set<Watch> changed = ConcurrentHashMap.newKeySet();
    private final Set<AccountId> parted = ConcurrentHashMap.newKeySet();
    private final Recheck sights = new Recheck("who may see whom", this::lookAtParted);
    private @Nullable ScheduledFuture<?> telling;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        desk.tell(this);
        barriers.tell(this::lookAgainSoon);
        telling = scheduler.scheduleWithFixedDelay(this::tellAll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        ScheduledFuture<?> running = telling;
        if (running != null) {
            running.cancel(true);
        }
    }

    /** Has a connection told of these accounts, as far as it may know of them, and of no others; soon of all of them. */
    void watch(Connection connection, Collection<AccountId> accounts) {
        Actor actor = connection.signedIn();
        Set<AccountId> visible = watching.visible(actor, accounts);
        Watch watch = new Watch(connection, visible, watching.hiddenFrom(actor, visible));
        watch.accounts()
                .forEach(account -> watchers.compute(account, (_, known) -> {
                    Set<Watch> all = known == null ? ConcurrentHashMap.newKeySet(2) : known;
                    all.add(watch);
                    return all;
                }));
        forget(watches.put(connection, watch));
        changed.add(watch);
        if (connection.isGone()) {
            end(connection);
        }
    }

    /** A connection lost some of what it was told: it is told of everything again. */
    void repeat(Connection connection) {
        Watch watch = watches.get(connection);
        if (watch != null) {
            watch.change(watch.accounts());
            changed.add(watch);
        }
    }

    /** Others may not want to be seen by a connection's person than before. */
    void lookAgain(Connection connection) {
        Watch watch = watches.get(connection);
        if (watch != null) {
            lookAgain(watch);
        }
    }

    private void lookAgain(Watch watch) {
        watch.hide(watching.hiddenFrom(watch.connection().signedIn(), watch.accounts()));
        changed.add(watch);
    }

    /** These may see others than before; whoever says so does not wait until all of their watches were looked at. */
    void lookAgainSoon(Set<AccountId> accounts) {
        parted.addAll(accounts);
        sights.ask(threads);
    }

    private void lookAtParted() {
        Set<AccountId> accounts = Set.copyOf(parted);
        parted.removeAll(accounts);
        try {
            watches.values().stream()
                    .filter(watch ->
                            accounts.contains(watch.connection().signedIn().account()))
                    .forEach(this::lookAgain);
        } catch (RuntimeException e) {
            parted.addAll(accounts);
            throw e;
        }
    }

    /** A connection has ended. */
    void end(Connection connection) {
        forget(watches.remove(connection));
    }

    private void forget(@Nullable Watch watch) {
        if (watch != null) {
            watch.accounts()
                    .forEach(account -> watchers.computeIfPresent(account, (_, known) -> {
                        known.remove(watch);
                        return known.isEmpty() ? null : known;
                    }));
            changed.remove(watch);
        }
    }

    @Override
    public void changed(AccountId account) {
        for (Watch watch : watchers.getOrDefault(account, Set.of())) {
            watch.change(account);
            changed.add(watch);
        }
    }

    @Override
    public void changedToSelf(AccountId account) {
        for (Watch watch : watchers.getOrDefault(account, Set.of())) {
            if (watch.connection().signedIn().account().equals(account)) {
                watch.change(account);
                changed.add(watch);
            }
        }
    }

    @Override
    public void changedAll() {
        watches.keySet().forEach(this::repeat);
    }

    void tellAll() {
        try {
            Instant now = clock.instant();
            Map<Watch, Set<AccountId>> due = new HashMap<>();
            for (Watch watch : List.copyOf(changed)) {
                Set<AccountId> some = watch.due(now);
                if (!some.isEmpty()) {
                    due.put(watch, some);
                }
                forgetIfDone(watch);
            }
            tell(due);
        } catch (RuntimeException e) { // whatever it is: to stop telling would be worse
            ChatLog.LOG.newsLost(e, 1);
        }
    }

    /** What changes at the same moment is told the next time. */
    private void forgetIfDone(Watch watch) {
        if (watch.isDone()) {
            changed.remove(watch);
            if (!watch.isDone()) {
                changed.add(watch);
            }
        }
    }

    private void tell(Map<Watch, Set<AccountId>> due) {
        Set<AccountId> all = new HashSet<>();
        due.values().forEach(all::addAll);
        Map<AccountId, ShownPresence> seen = watching.look(all);
        due.forEach((watch, accounts) -> {
            if (watches.get(watch.connection()) == watch && !tell(watch, accounts, seen)) {
                watch.change(accounts);
                changed.add(watch);
            }
        });
    }

    private boolean tell(Watch watch, Set<AccountId> accounts, Map<AccountId, ShownPresence> seen) {
        return watch.connection().hint(FrameCodec.write(ServerFrames.presence(forWatch(watch, accounts, seen))));
    }

    private Map<AccountId, ShownPresence> forWatch(
            Watch watch, Set<AccountId> accounts, Map<AccountId, ShownPresence> seen) {
        AccountId self = watch.connection().signedIn().account();
        Map<AccountId, ShownPresence> shown = new HashMap<>();
        accounts.forEach(account -> {
            ShownPresence presence = account.equals(self) ? watching.self(self) : seen.get(account);
            if (presence != null) {
                shown.put(account, watch.hides(account) ? ShownPresence.HIDDEN : presence);
            }
        });
        return shown;
    }
}
