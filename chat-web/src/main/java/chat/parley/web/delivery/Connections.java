package chat.parley.web.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.rate.TokenBucket;
import chat.parley.jpa.identity.AccountId;
import chat.parley.web.wire.CloseCode;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** The connections of this node: all of them, and those of each account. */
@ApplicationScoped
public class Connections {

    @Inject
    LiveFeed feed;

    @Inject
    DeliveryMeter meter;

    @Inject
    Watches watches;

    @Inject
    MeterRegistry meters;

    private final Map<String, Connection> all = new ConcurrentHashMap<>();
    private final Map<AccountId, CopyOnWriteArrayList<Connection>> signedIn = new ConcurrentHashMap<>();

    @PostConstruct
    void measure() {
        meters.gaugeMapSize("parley.connections", List.of(), all);
        meters.gauge("parley.outbox.queue", all, Connections::waiting);
    }

    /** A connection by this line, whose client may send so many frames. */
    Connection open(Line line, Instant now, TokenBucket frames) {
        Connection connection = new Connection(line, now, frames, meter);
        all.put(connection.id(), connection);
        return connection;
    }

    void signIn(Connection connection, Actor actor) {
        connection.signIn(actor);
        signedIn.compute(actor.account(), (account, known) -> {
            CopyOnWriteArrayList<Connection> connections = known == null ? begin(account) : known;
            connections.addIfAbsent(connection);
            return connections;
        });
    }

    void close(Connection connection) {
        all.remove(connection.id());
        Actor actor = connection.actor();
        if (actor != null) {
            signedIn.computeIfPresent(actor.account(), (account, connections) -> {
                connections.remove(connection);
                return connections.isEmpty() ? end(account) : connections;
            });
        }
    }

    private CopyOnWriteArrayList<Connection> begin(AccountId account) {
        feed.listen(account);
        return new CopyOnWriteArrayList<>();
    }

    private @Nullable CopyOnWriteArrayList<Connection> end(AccountId account) {
        feed.ignore(account);
        return null;
    }

    Optional<Connection> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    Collection<Connection> all() {
        return all.values();
    }

    List<Connection> of(AccountId account) {
        List<Connection> connections = signedIn.get(account);
        return connections == null ? List.of() : connections;
    }

    /** How many there are. */
    public int count() {
        return all.size();
    }

    /** How many frames wait for their clients. */
    long waiting() {
        return waiting(all);
    }

    private static long waiting(Map<String, Connection> connections) {
        return connections.values().stream().mapToLong(Connection::waiting).sum();
    }

    /** How many accounts they are of. */
    int people() {
        return signedIn.size();
    }

    /** Ends all connections of people to whom this applies: their proof is no longer good. */
    void revoke(Predicate<Actor> whose) {
        for (Connection connection : all.values()) {
            Actor actor = connection.actor();
            if (actor != null && whose.test(actor)) {
                connection.close(CloseCode.UNAUTHENTICATED);
            }
        }
    }

    /** Whose presence this account may see is otherwise than before. */
    void lookAgain(AccountId account) {
        of(account).forEach(watches::lookAgain);
    }
}
