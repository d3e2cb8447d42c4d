package chat.parley.ejb.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.retention.Certificate;
import chat.parley.jpa.retention.Certificates;
import chat.parley.jpa.retention.DestroyedBatch;
import chat.parley.jpa.retention.Destruction;
import chat.parley.jpa.retention.Sweep;
import chat.parley.jpa.retention.Sweeps;

/**
 * Goes through an organization's conversations and destroys what is due, a few messages in each transaction. How far it has
 * come is noted in the same transaction, so that another node goes on where this one dies; and so is the certificate:
 * nothing is destroyed without one.
 */
@Stateless
public class Sweeping {

    /** How long a sweep is a node's without a word of it. */
    static final Duration HOLD = Duration.ofSeconds(30);

    private static final int CONVERSATIONS_AT_ONCE = 100;
    private static final long ALL_NUMBERS = Long.MAX_VALUE - 1;

    @Inject
    Sweeps sweeps;

    @Inject
    Destruction destruction;

    @Inject
    Certificates certificates;

    @Inject
    Certifying certifying;

    @Inject
    Sequences sequences;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /**
     * What a step came to.
     *
     * @param messages how many it has destroyed
     * @param ended whether the sweep has ended
     */
    public record Strides(long messages, boolean ended) {}

    /** Begins a sweep in each organization that had none since a moment and may need one, if it can be certified. */
    public void beginWaiting(Instant since) {
        List<OrganizationId> waiting = sweeps.waiting(since);
        if (!waiting.isEmpty()) {
            certifying.check();
        }
        waiting.forEach(organization ->
                sweeps.begin(sequences.next("retention_sweep_id"), organization, clock.instant(), null));
    }

    /** Takes a sweep that nobody is at; without a key for signing it is left to a node that has one. */
    public Optional<Sweep> take() {
        Optional<Sweep> taken = sweeps.take(clock.instant(), HOLD);
        if (taken.isPresent()) {
            certifying.check();
        }
        return taken;
    }

    /**
     * Goes on with a sweep until it has destroyed something, has found where to do so next, has looked through many
     * conversations, or ends.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Strides step(long id, int batch) {
        Optional<Sweep> held = sweeps.hold(id, clock.instant().plus(HOLD));
        if (held.isEmpty()) {
            return new Strides(0, true);
        }
        Sweep sweep = held.get();
        ConversationId at = sweep.conversation();
        if (at != null) {
            OptionalLong due = destruction.nextDue(sweep.organization(), at, sweep.seq(), sweep.asOf());
            if (due.isPresent()) {
                return destroy(sweep, at, due.getAsLong(), batch);
            }
        }
        return lookOn(sweep, at == null ? 0 : at.value());
    }

    /** Leaves the conversation alone in which a sweep is stuck; the next one tries again. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void pass(long id) {
        sweeps.hold(id, clock.instant().plus(HOLD)).ifPresent(sweep -> {
            ConversationId at = sweep.conversation();
            destruction.conversations(sweep.organization(), at == null ? 0 : at.value(), 1).stream()
                    .map(next -> sweep.at(next, 0))
                    .findFirst()
                    .or(() -> Optional.ofNullable(at).map(last -> sweep.at(last, ALL_NUMBERS)))
                    .ifPresent(sweeps::advance);
        });
    }

    /** Only notes where something is due: if it cannot be destroyed there, that is where the sweep is stuck. */
    private Strides lookOn(Sweep sweep, long after) {
        List<ConversationId> next = destruction.conversations(sweep.organization(), after, CONVERSATIONS_AT_ONCE);
        for (ConversationId conversation : next) {
            OptionalLong due = destruction.nextDue(sweep.organization(), conversation, 0, sweep.asOf());
            if (due.isPresent()) {
                sweeps.advance(sweep.at(conversation, due.getAsLong() - 1));
                return new Strides(0, false);
            }
        }
        if (next.isEmpty()) {
            end(sweep);
            return new Strides(0, true);
        }
        sweeps.advance(sweep.at(next.getLast(), ALL_NUMBERS));
        return new Strides(0, false);
    }

    private Strides destroy(Sweep sweep, ConversationId conversation, long first, int batch) {
        NumberRange numbers = new NumberRange(first, first + batch - 1);
        Sweep further = sweep.at(conversation, numbers.to());
        Optional<DestroyedBatch> destroyed =
                destruction.destroy(sweep.organization(), conversation, numbers, sweep.asOf());
        if (destroyed.isEmpty()) {
            sweeps.advance(further);
            return new Strides(0, false);
        }
        DestroyedBatch gone = destroyed.get();
        Certificate certificate = certifying.certify(
                sequences.next("destruction_certificate_id"), sweep, conversation, gone, clock.instant());
        certificates.add(certificate);
        sweeps.advance(further.certified(gone.messages(), Certifying.chained(sweep.chain(), certificate.document())));
        feed.publishOnCommit(new ChatEvent.Destroyed(conversation, gone.change(), gone.gaps()));
        return new Strides(gone.messages(), false);
    }

    private void end(Sweep sweep) {
        destruction.forgetEvidence(sweep.organization());
        Instant now = clock.instant();
        sweeps.end(sweep, now, certifying.conclude(sweep, now));
    }
}
