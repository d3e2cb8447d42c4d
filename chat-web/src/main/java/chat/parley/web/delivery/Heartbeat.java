package chat.parley.web.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import chat.parley.ejb.identity.Revocations;
import chat.parley.web.wire.CloseCode;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every connection once a second: has it said hello, is its token still good, is it still there? And says what
 * is told once a second at most.
 */
@ApplicationScoped
public class Heartbeat {

    private static final Duration HELLO_WITHIN = Duration.ofSeconds(5);
    private static final int MOST_UNANSWERED = 2;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Clock clock;

    @Inject
    Connections connections;

    @Inject
    ConversationStreams streams;

    @Inject
    Revocations revocations;

    /** After this time without a word a client is asked whether it is still there. */
    @Inject
    @ConfigProperty(name = "parley.heartbeat", defaultValue = "30")
    int seconds;

    private @Nullable ScheduledFuture<?> beat;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        beat = scheduler.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        ScheduledFuture<?> running = beat;
        if (running != null) {
            running.cancel(true);
        }
    }

    /** After so many seconds without a word a client is asked whether it is still there. */
    int seconds() {
        return seconds;
    }

    private void beat() {
        Instant now = clock.instant();
        connections.all().forEach(connection -> look(connection, now));
        streams.announce();
    }

    private void look(Connection connection, Instant now) {
        if (connection.line() instanceof HttpLine line) {
            line.beat(now);
        }
        Actor actor = connection.actor();
        if (actor == null) {
            if (now.isAfter(connection.opened().plus(HELLO_WITHIN))) {
                connection.close(CloseCode.UNAUTHENTICATED);
            }
        } else if (now.isAfter(actor.until()) || revocations.refuse(actor)) {
            connection.close(CloseCode.UNAUTHENTICATED);
        } else if (now.isAfter(connection.nextPing(Duration.ofSeconds(seconds)))) {
            if (connection.unansweredPings() >= MOST_UNANSWERED) {
                connection.close(CloseCode.HEARTBEAT_MISSED);
            } else {
                connection.ping();
            }
        }
    }
}
