package chat.parley.ejb.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.time.LatencyHistogram;
import chat.parley.ejb.tracing.Step;
import chat.parley.ejb.tracing.Traces;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.LogWriter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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

    @Inject
    MeterRegistry meters;

    @Inject
    Traces traces;

    private final List<LogLane> lanes = new ArrayList<>();

    @PostConstruct
    void open() {
        DistributionSummary drafts = meters.summary("parley.log.batch");
        Timer commits = LatencyHistogram.of("parley.log.commit", meters);
        Function<List<Draft>, List<Appended>> append = batch -> {
            drafts.record(batch.size());
            Timer.Sample commit = Timer.start();
            try {
                return writer.append(batch);
            } finally {
                commit.stop(commits);
            }
        };
        meters.gauge("parley.log.queue", lanes, MessageLog::waiting);
        for (int i = 0; i < writers; i++) {
            LogLane lane = new LogLane("parley-log-" + i, append, writer::roots, feed::publish, feed::doubt);
            lane.open();
            lanes.add(lane);
        }
    }

    @PreDestroy
    void close() {
        lanes.forEach(LogLane::close);
    }

    /** How many drafts wait. */
    public int waiting() {
        return waiting(lanes);
    }

    private static int waiting(List<LogLane> lanes) {
        return lanes.stream().mapToInt(LogLane::waiting).sum();
    }

    /**
     * Lets a draft join the next batch of its conversation's writer.
     *
     * @throws chat.parley.ejb.problem.ChatException.Unavailable {@code server.busy} if too many wait already
     */
    Ticket append(Draft draft, Step sending) {
        int lane = Long.hashCode(draft.conversation().value()) & Integer.MAX_VALUE;
        return lanes.get(lane % lanes.size()).append(draft, traces.appending(sending));
    }
}
