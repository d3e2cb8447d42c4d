package chat.parley.web.health;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.database.Database;

/** What this node can say of its own fitness. Asking is cheap; an absent database takes as long as the pool waits. */
@ApplicationScoped
public class NodeHealth {

    @Inject
    Database database;

    private final AtomicBoolean fit = new AtomicBoolean(true);

    /**
     * What keeps it from serving, in words for an operator, or empty when nothing does. The application is deployed as
     * a whole or not at all, so that whoever can ask this over HTTP could open a socket too.
     */
    Optional<String> hindrance() {
        Optional<String> hindrance =
                database.answers() ? Optional.empty() : Optional.of("the database does not answer");
        if (fit.getAndSet(hindrance.isEmpty()) != hindrance.isEmpty()) {
            hindrance.ifPresentOrElse(ChatLog.LOG::notReady, ChatLog.LOG::readyAgain);
        }
        return hindrance;
    }

    /** Whether the process still gets anywhere; one that does not should be ended and started again. */
    boolean alive() {
        return ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null;
    }
}
