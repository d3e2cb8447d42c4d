package chat.parley.ejb.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.presence.StatusChoice;
import org.jspecify.annotations.Nullable;

/**
 * Who is here on all nodes, as this one has heard. Tells the watcher of each account whose look has changed; what makes
 * no difference to anybody is not worth a word.
 */
final class PresenceBoard {

    /** All that the nodes have told each other. */
    record Picture(Map<Whereabouts, DevicesHere> here, Map<AccountId, StatusChoice> choices) {

        private Map<AccountId, PersonPresence> people() {
            Map<AccountId, PersonPresence> people = new HashMap<>();
            here.forEach((where, devices) -> people.put(
                    where.account(),
                    people.getOrDefault(where.account(), PersonPresence.NOBODY).at(where.node(), devices)));
            choices.forEach((account, choice) -> people.put(
                    account, people.getOrDefault(account, PersonPresence.NOBODY).choosing(choice)));
            return people;
        }
    }

    private record Expiry(Instant at, AccountId account) {}

    private record Look(PersonPresence person, Instant at) {

        ShownPresence toOthers() {
            return ShownPresence.of(person.toOthers(at), person.choice().at(at));
        }

        ShownPresence toSelf() {
            return ShownPresence.of(person.toSelf(at), person.choice().at(at));
        }
    }

    private record Heard(AccountId account, UnaryOperator<PersonPresence> change) {}

    /** What somebody who is not here has said before, whoever looks has from the database: to hear it is no news. */
    private static final Duration JUST_NOW = Duration.ofSeconds(10);

    private final Clock clock;
    private final PresenceWatcher watcher;
    private final Map<AccountId, PersonPresence> people = new HashMap<>();
    private final PriorityQueue<Expiry> expiries = new PriorityQueue<>(Comparator.comparing(Expiry::at));
    private @Nullable List<Heard> heardWhileReading;
    private boolean away = true;

    /** Nothing is known before the first {@link #replace}. */
    PresenceBoard(Clock clock, PresenceWatcher watcher) {
        this.clock = clock;
        this.watcher = watcher;
    }

    /** An account is at a node. */
    void here(Whereabouts where, DevicesHere devices) {
        hear(where.account(), person -> person.at(where.node(), devices));
    }

    /** An account is at a node no more. */
    void gone(Whereabouts where) {
        hear(where.account(), person -> person.goneFrom(where.node()));
    }

    /** An account says something of itself. */
    void chose(AccountId account, StatusChoice choice) {
        hear(account, person -> person.choosing(choice));
    }

    /** Somebody begins to read all that the nodes have told each other; what is heard from here on is newer. */
    synchronized void beginReading() {
        heardWhileReading = new ArrayList<>();
    }

    /** This was read since {@link #beginReading}. */
    synchronized void replace(Picture picture) {
        Map<AccountId, PersonPresence> read = picture.people();
        Set<AccountId> all = new HashSet<>(people.keySet());
        all.addAll(read.keySet());
        all.forEach(account -> change(account, read.getOrDefault(account, PersonPresence.NOBODY)));
        List<Heard> newer = heardWhileReading == null ? List.of() : heardWhileReading;
        heardWhileReading = null;
        newer.forEach(this::apply);
        if (away) {
            away = false;
            watcher.changedAll();
        }
    }

    /** The nodes cannot tell each other anything: nobody's presence is known until the next {@link #replace}. */
    synchronized void lose() {
        if (!away) {
            away = true;
            watcher.changedAll();
        }
    }

    /** Tells where something that somebody said of themselves has ended. */
    synchronized void expire() {
        Instant now = clock.instant();
        for (Expiry next = expiries.peek(); next != null && !now.isBefore(next.at()); next = expiries.peek()) {
            expiries.poll();
            PersonPresence person = known(next.account());
            tellIfDifferent(next.account(), new Look(person, next.at().minusNanos(1)), new Look(person, now));
        }
    }

    /** Whether an account is here, on any node. */
    synchronized boolean isHere(AccountId account) {
        return known(account).isHere();
    }

    /** Everybody who is here, on any node; nothing as long as that is not known. */
    synchronized Optional<Set<AccountId>> here() {
        if (away) {
            return Optional.empty();
        }
        Set<AccountId> here = new HashSet<>();
        people.forEach((account, person) -> {
            if (person.isHere()) {
                here.add(account);
            }
        });
        return Optional.of(here);
    }

    /** Whether this is known. */
    synchronized boolean isAt(Whereabouts where) {
        return known(where.account()).nodes().containsKey(where.node());
    }

    /** With which devices an account is here, on any node. */
    synchronized Map<DeviceId, Activity> devices(AccountId account) {
        Map<DeviceId, Activity> devices = new HashMap<>();
        known(account)
                .nodes()
                .values()
                .forEach(here ->
                        here.devices().forEach((device, activity) -> devices.merge(device, activity, Activity::or)));
        return devices;
    }

    /** How an account looks to others. */
    synchronized ShownPresence toOthers(AccountId account) {
        return masked(new Look(known(account), clock.instant()).toOthers());
    }

    /** How an account looks to itself. */
    synchronized ShownPresence toSelf(AccountId account) {
        return masked(new Look(known(account), clock.instant()).toSelf());
    }

    /** All places of which this is true. */
    synchronized Set<Whereabouts> find(Predicate<Whereabouts> which) {
        Set<Whereabouts> found = new HashSet<>();
        people.forEach((account, person) -> person.nodes().keySet().forEach(node -> {
            Whereabouts where = new Whereabouts(account, node);
            if (which.test(where)) {
                found.add(where);
            }
        }));
        return found;
    }

    private ShownPresence masked(ShownPresence presence) {
        return away ? new ShownPresence(ShownStatus.UNKNOWN, presence.text(), presence.until(), null) : presence;
    }

    private PersonPresence known(AccountId account) {
        return people.getOrDefault(account, PersonPresence.NOBODY);
    }

    private synchronized void hear(AccountId account, UnaryOperator<PersonPresence> change) {
        Heard heard = new Heard(account, change);
        if (heardWhileReading != null) {
            heardWhileReading.add(heard);
        }
        apply(heard);
    }

    private void apply(Heard heard) {
        change(heard.account(), heard.change().apply(known(heard.account())));
    }

    private void change(AccountId account, PersonPresence person) {
        expire();
        PersonPresence before = known(account);
        if (person.equals(PersonPresence.NOBODY)) {
            people.remove(account);
        } else {
            people.put(account, person);
        }
        Instant until = person.choice().until();
        if (until != null && !until.equals(before.choice().until())) {
            expiries.add(new Expiry(until, account));
        }
        Instant now = clock.instant();
        boolean old = person.choice().chosenAt().isBefore(now.minus(JUST_NOW));
        PersonPresence seen = old && !before.isHere() ? before.choosing(person.choice()) : before;
        tellIfDifferent(account, new Look(seen, now), new Look(person, now));
    }

    /** Who is invisible and changes must not give that away, not even by a word that nothing has changed. */
    private void tellIfDifferent(AccountId account, Look before, Look after) {
        if (!before.toOthers().equals(after.toOthers())) {
            watcher.changed(account);
        } else if (!before.toSelf().equals(after.toSelf())) {
            watcher.changedToSelf(account);
        }
    }
}
