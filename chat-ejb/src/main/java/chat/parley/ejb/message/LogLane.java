package chat.parley.ejb.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.tracing.Step;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.Messages.Change;

/** One writer of the log: its queue and its thread. Group commit in a dozen lines. */
final class LogLane {

    /** Above this a batch costs as much a row as below, and the first in it wait longer. */
    private static final int LARGEST_BATCH = 500;

    private static final int LONGEST_QUEUE = 20_000;

    private final BlockingQueue<Ticket> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final Function<List<Draft>, List<Appended>> log;
    private final Function<List<Appended>, List<Change>> roots;
    private final Consumer<List<ChatEvent>> feed;
    private final Runnable doubt;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * A writer that has not begun.
     *
     * @param log appends drafts
     * @param roots says how what was appended has changed the messages whose threads it is in
     * @param feed is told what was appended
     * @param doubt is called when something may have been appended that the feed is not told of
     */
    LogLane(
            String name,
            Function<List<Draft>, List<Appended>> log,
            Function<List<Appended>, List<Change>> roots,
            Consumer<List<ChatEvent>> feed,
            Runnable doubt) {
        this.log = log;
        this.roots = roots;
        this.feed = feed;
        this.doubt = doubt;
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    void open() {
        thread.start();
    }

    /** Refuses what still waits: nobody has been told that it exists. */
    void close() {
        closed = true;
        thread.interrupt();
        refuseQueue();
    }

    Ticket append(Draft draft, Step appending) {
        Ticket ticket = new Ticket(draft, appending);
        if (closed || !queue.offer(ticket)) {
            Unavailable busy = busy();
            ticket.fail(busy);
            throw busy;
        }
        if (closed) {
            refuseQueue();
        }
        return ticket;
    }

    /** How many drafts wait. */
    int waiting() {
        return queue.size();
    }

    private void work() {
        List<Ticket> batch = new ArrayList<>(LARGEST_BATCH);
        while (!closed) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue;
            }
            queue.drainTo(batch, LARGEST_BATCH - 1);
            write(batch);
            batch.clear();
        }
    }

    /** A draft that the database refuses fails alone: the batch is halved until it stands by itself. */
    private void write(List<Ticket> batch) {
        for (Ticket ticket : batch) {
            ticket.taken(batch.size());
        }
        List<Appended> appended;
        try {
            appended = log.apply(batch.stream().map(Ticket::draft).toList());
        } catch (DatabaseException e) {
            if (e.passing()) {
                Unavailable away = new Unavailable("database.away", "Messages cannot be stored right now.", e);
                fail(batch, away);
            } else if (batch.size() == 1) {
                batch.getFirst().fail(e);
            } else {
                int half = batch.size() / 2;
                write(batch.subList(0, half));
                write(batch.subList(half, batch.size()));
            }
            return;
        } catch (RuntimeException e) {
            ChatLog.LOG.batchFailed(e, batch.size());
            fail(batch, e);
            return;
        }
        tell(batch, appended);
    }

    private void tell(List<Ticket> batch, List<Appended> appended) {
        List<ChatEvent> news = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Ticket ticket = batch.get(i);
            ticket.complete(appended.get(i));
            if (appended.get(i) instanceof Appended.Posted posted) {
                news.add(new ChatEvent.Posted(posted.message(), ticket.trace()));
            }
        }
        try {
            roots.apply(appended).forEach(root -> news.add(new ChatEvent.Changed(root.rev(), root.message())));
        } catch (RuntimeException e) {
            ChatLog.LOG.newsLost(e, 1);
            doubt.run();
        }
        try {
            feed.accept(news);
        } catch (RuntimeException e) {
            ChatLog.LOG.newsLost(e, news.size());
        }
    }

    /** Whoever is told that it failed may trust that readers will see it if it did not. */
    private void fail(List<Ticket> batch, RuntimeException problem) {
        doubt.run();
        batch.forEach(ticket -> ticket.fail(problem));
    }

    private void refuseQueue() {
        List<Ticket> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(ticket -> ticket.fail(busy()));
    }

    private static Unavailable busy() {
        return new Unavailable("server.busy", "Too many messages wait to be stored; try again in a moment.");
    }
}
