package chat.parley.ejb.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.presence.Attendance.News;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.presence.AccountPresences;
import chat.parley.jpa.presence.StatusChoice;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where people of this node come and go, and where it is known who is at the others. What changes is told to the other
 * nodes twice a second by {@link #beat}, all at once. What could not be told, or may have been forgotten, is told again.
 */
@ApplicationScoped
public class PresenceDesk {

    @Inject
    Clock clock;

    @Inject
    SharedPresence shared;

    @Inject
    AccountPresences presences;

    /** Whoever is gone for so many seconds is shown as gone. */
    @Inject
    @ConfigProperty(name = "parley.presence.grace", defaultValue = "20")
    int graceSeconds;

    private final List<PresenceWatcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<AccountId, StatusChoice> unsaid = new ConcurrentHashMap<>();
    private Attendance attendance;
    private Orphans orphanage;
    private PresenceBoard board;
    private volatile boolean doubt = true;
    private boolean orphaned;
    private volatile boolean blind;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected PresenceDesk() {}

    @PostConstruct
    void open() {
        Duration grace = Duration.ofSeconds(graceSeconds);
        attendance = new Attendance(grace);
        orphanage = new Orphans(grace);
        board = new PresenceBoard(clock, new PresenceWatcher() {
            @Override
            public void changed(AccountId account) {
                watchers.forEach(watcher -> watcher.changed(account));
            }

            @Override
            public void changedToSelf(AccountId account) {
                watchers.forEach(watcher -> watcher.changedToSelf(account));
            }

            @Override
            public void changedAll() {
                watchers.forEach(PresenceWatcher::changedAll);
            }
        });
        shared.open(new SharedPresence.Reader() {
            @Override
            public void here(Whereabouts where, DevicesHere devices) {
                board.here(where, devices);
            }

            @Override
            public void gone(Whereabouts where) {
                board.gone(where);
                if (where.node().equals(shared.node())) {
                    // Another node may have taken this one for dead: who is here after all is told of again
                    attendance.again(Set.of(where.account()));
                }
            }

            @Override
            public void chose(AccountId account, StatusChoice choice) {
                board.chose(account, choice);
            }

            @Override
            public void doubt() {
                doubt = true;
            }
        });
    }

    /** From now on this one hears who looks different. */
    public void tell(PresenceWatcher watcher) {
        watchers.add(watcher);
    }

    /** A connection of somebody has come. */
    public void arrive(Actor actor, String connection) {
        attendance.arrive(actor.account(), connection, actor.device());
    }

    /** A connection's person does something again, or has done nothing for a while. */
    public void turn(Actor actor, String connection, Activity activity) {
        attendance.turn(actor.account(), connection, activity);
    }

    /** A connection of somebody has gone. */
    public void leave(Actor actor, String connection) {
        attendance.leave(actor.account(), connection, clock.instant());
    }

    /** Everybody who is here, on any node; nothing as long as the nodes cannot tell each other. */
    public Optional<Set<AccountId>> here() {
        return board.here();
    }

    /** What is known of everybody. */
    PresenceBoard board() {
        return board;
    }

    /** Somebody says something else of themselves, and the database knows it. */
    void chose(AccountId account, StatusChoice choice) {
        unsaid.merge(account, choice, (one, other) -> one.chosenAt().isAfter(other.chosenAt()) ? one : other);
        try {
            tellChoices();
        } catch (RuntimeException e) {
            lose(e);
        }
    }

    private void tellChoices() {
        unsaid.forEach((account, choice) -> {
            shared.chose(account, choice);
            unsaid.remove(account, choice);
        });
    }

    /** Tells the other nodes what is new here, and notices what they do not tell any more. */
    void beat() {
        try {
            if (!shared.available()) {
                throw new IllegalStateException("the cache of presence is not available");
            }
            boolean reread = doubt;
            doubt = false;
            if (reread) {
                attendance.again();
            }
            tellChoices();
            tellNews(reread);
            if (reread) {
                board.beginReading();
                board.replace(shared.read());
            }
            if (reread || orphaned) {
                giveUpOrphans();
            }
            board.expire();
            if (blind) {
                blind = false;
                ChatLog.LOG.presenceKnownAgain();
            }
        } catch (RuntimeException e) { // whatever it is: to stop telling would be worse
            lose(e);
        }
    }

    private void lose(RuntimeException e) {
        doubt = true;
        board.lose();
        if (!blind) {
            blind = true;
            ChatLog.LOG.presenceUnknown(e);
        }
    }

    private void tellNews(boolean all) {
        News news = attendance.news(clock.instant());
        String node = shared.node();
        Set<AccountId> newcomers = new HashSet<>(news.here().keySet());
        newcomers.removeIf(account -> board.isAt(new Whereabouts(account, node)));
        Map<AccountId, DevicesHere> here = new HashMap<>(news.here());
        if (!choicesTold(all ? here.keySet() : newcomers)) {
            here.keySet().removeAll(newcomers);
            attendance.again(newcomers);
        }
        if (!here.isEmpty()) {
            shared.here(here);
        }
        giveUp(news.gone().entrySet().stream()
                .collect(Collectors.toMap(each -> new Whereabouts(each.getKey(), node), Map.Entry::getValue)));
    }

    /**
     * What newcomers say of themselves is told before they are: nobody who is invisible may be seen for a moment.
     * Without a database it is not known, and they wait.
     */
    private boolean choicesTold(Set<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return true;
        }
        try {
            presences.of(accounts).forEach((account, sighting) -> {
                if (!sighting.choice().equals(StatusChoice.NONE)) {
                    shared.chose(account, sighting.choice());
                }
            });
            return true;
        } catch (DatabaseException e) {
            ChatLog.LOG.debug("what newcomers say of themselves could not be read", e);
            return false;
        }
    }

    private void giveUpOrphans() {
        List<String> nodes = List.copyOf(shared.nodes());
        String node = shared.node();
        Set<Whereabouts> orphans = board.find(where ->
                where.node().equals(node) ? !attendance.holds(where.account()) : !nodes.contains(where.node()));
        orphaned = !orphans.isEmpty();
        Map<Whereabouts, Instant> due = orphanage.due(orphans, clock.instant());
        boolean first = nodes.getFirst().equals(node);
        due.keySet().removeIf(where -> !first && !where.node().equals(node));
        giveUp(due);
    }

    private void giveUp(Map<Whereabouts, Instant> places) {
        if (!places.isEmpty()) {
            Map<AccountId, Instant> seen = new HashMap<>();
            places.forEach((where, since) -> seen.merge(where.account(), since, PresenceDesk::later));
            noteSeen(seen);
            shared.gone(places.keySet());
        }
    }

    /** Without a database it goes unnoted: that somebody is gone is more important than since when. */
    private void noteSeen(Map<AccountId, Instant> seen) {
        try {
            presences.seen(seen);
        } catch (DatabaseException e) {
            ChatLog.LOG.debug("when people were last here could not be noted", e);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
