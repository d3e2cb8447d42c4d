package chat.parley.jpa.health;

import java.lang.management.ManagementFactory;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;

/** What this node can say of its own fitness. Asking is cheap; an absent database takes as long as the pool waits. */
@ApplicationScoped
public class NodeHealth {

    @Inject
    Database database;

    private volatile boolean leaving;

    /**
     * What keeps it from serving, in words for an operator, or empty when nothing does. The application is deployed as
     * a whole or not at all, so that whoever can ask this over HTTP could open a socket too.
     */
    public Optional<String> hindrance() {
        if (leaving) {
            return Optional.of("the node is about to stop");
        }
        return database.answers() ? Optional.empty() : Optional.of("the database does not answer");
    }

    /** Whether it has been told to stop: who is here is served until they have gone, who comes is sent elsewhere. */
    public boolean leaving() {
        return leaving;
    }

    /** It is told to stop, or that it may stay after all. */
    public void leave(boolean now) {
        leaving = now;
    }

    /** Whether the process still gets anywhere; one that does not should be ended and started again. */
    public boolean alive() {
        return ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null;
    }
}
