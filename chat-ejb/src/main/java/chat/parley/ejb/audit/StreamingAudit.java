package chat.parley.ejb.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditStream;
import chat.parley.jpa.audit.AuditStream.Place;

/**
 * Hands the audit log to a syslog receiver: each organization's from its first entry on, in order, at least once. How far
 * that has come is noted when the receiver has it; whoever dies in between, or does not learn of it, hands the same on again.
 * Never in a transaction: nobody who notes something waits for a receiver.
 */
@ApplicationScoped
public class StreamingAudit {

    /** How long a node alone hands on without a word of it; longer than a delivery may take. */
    static final Duration HOLD = Duration.ofSeconds(30);

    /** How many entries are handed on at once. */
    static final int MOST = 1_000;

    private static final int LONGEST_FAILURE = 500;

    @Inject
    AuditStream stream;

    @Inject
    AuditEntries entries;

    /**
     * Hands on what comes next, if no other node does.
     *
     * @return whether something was handed on
     * @throws IOException if it is not sure that it was received
     */
    boolean handOn(SyslogEntry form, SyslogReceiver receiver) throws IOException {
        if (!stream.take(form.node(), HOLD)) {
            return false;
        }
        List<byte[]> frames = new ArrayList<>();
        List<Place> reached = gather(form, frames);
        if (reached.isEmpty()) {
            return false;
        }
        receiver.deliver(frames);
        reached.forEach(stream::advance);
        stream.received();
        return true;
    }

    /** What was not handed on yet. */
    AuditStream.Backlog backlog() {
        return stream.backlog();
    }

    /** Has those who look how it goes know why it does not. */
    void failed(IOException why) {
        String text = why.toString();
        stream.failed(text.length() > LONGEST_FAILURE ? text.substring(0, LONGEST_FAILURE) : text);
    }

    /** Lets another node try. */
    void leave(SyslogEntry form) {
        stream.leave(form.node());
    }

    private List<Place> gather(SyslogEntry form, List<byte[]> frames) {
        List<Place> reached = new ArrayList<>();
        for (Place place : stream.places()) {
            if (frames.size() >= MOST) {
                break;
            }
            List<AuditEntry> next = entries.after(place.organization(), place.number(), MOST - frames.size());
            next.forEach(entry -> frames.add(form.framed(entry)));
            if (!next.isEmpty()) {
                reached.add(new Place(place.organization(), next.getLast().number()));
            }
        }
        return reached;
    }
}
