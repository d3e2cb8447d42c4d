package chat.parley.ejb.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.audit.AuditChain;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.identity.OrganizationId;

/**
 * Signs how far the audit log has come. What was not signed yet is walked through before: what does not hang together is not
 * signed, and said to the operator each time.
 */
@Stateless
public class Checkpointing {

    /** So many entries are walked through for one checkpoint at the most; the next goes on from there. */
    static final int MOST_ENTRIES = 20_000;

    private static final int PAGE = 1_000;

    @Inject
    AuditEntries entries;

    @Inject
    AuditCheckpoints checkpoints;

    @Inject
    Seal seal;

    @Inject
    Clock clock;

    /** Makes those that are due, once in the cluster: for organizations whose last one is at least so old. */
    public void makeDue(Duration apart) {
        if (checkpoints.lead()) {
            Instant now = now();
            checkpoints.due(now.minus(apart)).forEach(this::make);
        }
    }

    /** Makes one for all that there is of an organization now, or of the first entries that have none if these are many. */
    public Optional<AuditCheckpoint> make(OrganizationId organization) {
        Optional<AuditCheckpoint> last = checkpoints.last(organization);
        Chain chain = new Chain(
                last.map(AuditCheckpoint::number).orElse(0L),
                last.map(AuditCheckpoint::hash).orElse(AuditChain.START));
        if ((last.isPresent() && !stands(last.get())) || !chain.walk(organization)) {
            ChatLog.LOG.auditBroken(organization, chain.number + 1);
            return Optional.empty();
        }
        if (last.filter(checkpoint -> checkpoint.number() == chain.number).isPresent() || chain.number == 0) {
            return last;
        }
        return Optional.of(sign(organization, chain));
    }

    /** Whether it was signed by us, and the entry it is about is still the same. */
    private boolean stands(AuditCheckpoint checkpoint) {
        return seal.verifies(checkpoint.content(), new Seal.Signature(checkpoint.key(), checkpoint.signature()))
                && entries.after(checkpoint.organization(), checkpoint.number() - 1, 1).stream()
                        .anyMatch(entry -> entry.number() == checkpoint.number()
                                && entry.hash().equals(checkpoint.hash()));
    }

    private AuditCheckpoint sign(OrganizationId organization, Chain chain) {
        Instant now = now();
        Seal.Signature signature = seal.sign(AuditCheckpoint.content(organization, chain.number, chain.hash, now));
        AuditCheckpoint made =
                new AuditCheckpoint(organization, chain.number, chain.hash, now, signature.key(), signature.value());
        checkpoints.keepKey(signature.key(), seal.publicKey(), now);
        checkpoints.add(made);
        return made;
    }

    /** As the database keeps it, so that what was signed is read again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** How far one has come in walking from entry to entry. */
    private final class Chain {
        private final long start;
        private long number;
        private String hash;

        Chain(long number, String hash) {
            this.start = number;
            this.number = number;
            this.hash = hash;
        }

        /** Whether everything up to where it ends hangs together. */
        boolean walk(OrganizationId organization) {
            List<AuditEntry> page;
            do {
                page = entries.after(organization, number, PAGE);
                for (AuditEntry entry : page) {
                    if (entry.number() != number + 1 || !entry.hash().equals(AuditChain.link(hash, entry))) {
                        return false;
                    }
                    number = entry.number();
                    hash = entry.hash();
                }
            } while (page.size() == PAGE && number - start < MOST_ENTRIES);
            return true;
        }
    }
}
