package chat.parley.ejb.message;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.LogWriter;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The way into the log. Drafts queue up at a few writers, each conversation always at the same one, so that this node
 * keeps their order; a writer commits all that has queued up while its last commit ran. No timer: an idle log commits
 * at once, a busy one in large batches.
 */
@ApplicationScoped
public class MessageLog {

    @Inject
    LogWriter writer;

    @Inject
    LiveFeed feed;

    /** More than two only add latency: they compete for the same disk. */
    @Inject
    @ConfigProperty(name = "parley.log.writers", defaultValue = "2")
    int writers;

    private final List<LogLane> lanes = new ArrayList<>();

    @PostConstruct
    void open() {
        for (int i = 0; i < writers; i++) {
            LogLane lane = new LogLane("parley-log-" + i, writer::append, feed::publish, feed::doubt);
            lane.open();
            lanes.add(lane);
        }
    }

    @PreDestroy
    void close() {
        lanes.forEach(LogLane::close);
    }

    /**
     * Lets a draft join the next batch of its conversation's writer.
     *
     * @throws chat.parley.ejb.problem.ChatException.Unavailable {@code server.busy} if too many wait already
     */
    Ticket append(Draft draft) {
        int lane = Long.hashCode(draft.conversation().value()) & Integer.MAX_VALUE;
        return lanes.get(lane % lanes.size()).append(draft);
    }
}
