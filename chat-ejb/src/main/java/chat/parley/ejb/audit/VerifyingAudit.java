package chat.parley.ejb.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.audit.AuditChain;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.audit.AuditStamps;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the audit log of an organization where it lies: that it goes on from entry to entry, and that what was signed and
 * stamped of it is still there. A long log takes several stretches, each of which begins where the one before has ended. Who
 * does not believe this server verifies an export elsewhere.
 */
@ApplicationScoped
public class VerifyingAudit {

    /** So many entries are walked through at once, at the most. */
    static final int STRETCH = 20_000;

    private static final int PAGE = 1_000;
    private static final int MOST_FINDINGS = 100;

    @Inject
    Administration administration;

    @Inject
    AuditEntries entries;

    @Inject
    AuditCheckpoints checkpoints;

    @Inject
    AuditStamps stamps;

    @Inject
    AuditLog audit;

    @Inject
    Seal seal;

    /** What can be wrong. */
    public enum Fault {
        /** There is no entry of this number, though there are later ones. */
        MISSING,
        /** It is not as it was written, or does not follow the one before it. */
        CHANGED,
        /** The log ends before this entry, and was longer. */
        CUT_OFF,
        /** What was signed is another entry. */
        SIGNED_OTHERWISE,
        /** The signature is not one of this installation. */
        NOT_OURS,
        /** What was stamped is another signature. */
        STAMPED_OTHERWISE
    }

    /** What is wrong, and with which entry. */
    public record Flaw(long number, Fault fault) {}

    /**
     * A stretch of the log.
     *
     * @param to the last entry that was looked at
     * @param last the last entry that there is
     * @param more whether there is more to look at after it
     * @param signed the last checkpoint that is right; null if there is none in this stretch
     * @param stamped the last stamp that is on such a checkpoint
     */
    public record Verified(
            long to,
            long last,
            boolean more,
            @Nullable AuditCheckpoint signed,
            @Nullable AuditStamp stamped,
            List<Flaw> flaws) {}

    /** Verifies what comes after an entry, which was itself verified before; that it was done is noted. */
    public Verified verify(Actor actor, long after) {
        administration.check(actor, AdministrativeAction.READ_AUDIT);
        if (after < 0) {
            throw new Rejected("request.malformed", "after is the number of an entry, or 0.");
        }
        Walk walk = new Walk(actor.organization(), after);
        Verified verified = walk.all();
        for (Flaw flaw : verified.flaws) {
            ChatLog.LOG.auditDoesNotVerify(actor.organization(), flaw.number, flaw.fault);
        }
        note(actor, after, verified);
        return verified;
    }

    private void note(Actor actor, long after, Verified verified) {
        Details details =
                new Details().with("after", after).with("to", verified.to).with("flaws", verified.flaws.size());
        try {
            audit.note(actor, AuditDeed.AUDIT_VERIFIED, Subjects.AUDIT, details);
        } catch (
                DatabaseException
                        e) { // where the end of the log is gone nothing can be noted; that is what is to be said
            if (verified.flaws.isEmpty()) {
                throw e;
            }
        }
    }

    /** From entry to entry of an organization. */
    private final class Walk {
        private final OrganizationId organization;
        private final long start;
        private final long last;
        private final long promised;
        private final List<Flaw> flaws = new ArrayList<>();
        private long number;
        private @Nullable String hash;
        private @Nullable AuditCheckpoint signed;
        private @Nullable AuditStamp stamped;

        Walk(OrganizationId organization, long after) {
            this.organization = organization;
            start = after;
            last = entries.last(organization);
            promised = Math.max(
                    last,
                    checkpoints.last(organization).map(AuditCheckpoint::number).orElse(0L));
            number = after;
            hash = after == 0 ? AuditChain.START : hashOf(after);
        }

        Verified all() {
            List<AuditEntry> page;
            do {
                page = entries.after(organization, number, PAGE);
                long from = number + 1;
                page.forEach(this::entry);
                signatures(from, page);
            } while (page.size() == PAGE && number - start < STRETCH && flaws.size() < MOST_FINDINGS);
            boolean more = page.size() == PAGE;
            if (!more && number < promised) {
                flaws.add(new Flaw(number + 1, Fault.CUT_OFF));
            }
            return new Verified(number, Math.max(last, number), more, signed, stamped, List.copyOf(flaws));
        }

        private @Nullable String hashOf(long its) {
            return entries.after(organization, its - 1, 1).stream()
                    .filter(entry -> entry.number() == its)
                    .map(AuditEntry::hash)
                    .findFirst()
                    .orElse(null);
        }

        private void entry(AuditEntry entry) {
            if (entry.number() != number + 1 || hash == null) {
                flaws.add(new Flaw(number + 1, Fault.MISSING));
            } else if (!entry.hash().equals(AuditChain.link(hash, entry))) {
                flaws.add(new Flaw(entry.number(), Fault.CHANGED));
            }
            number = entry.number();
            hash = entry.hash();
        }

        private void signatures(long from, List<AuditEntry> page) {
            Map<Long, String> hashes = new HashMap<>();
            page.forEach(entry -> hashes.put(entry.number(), entry.hash()));
            Map<Long, AuditCheckpoint> right = new HashMap<>();
            for (AuditCheckpoint checkpoint : checkpoints.between(organization, from, number)) {
                if (!checkpoint.hash().equals(hashes.get(checkpoint.number()))) {
                    flaws.add(new Flaw(checkpoint.number(), Fault.SIGNED_OTHERWISE));
                } else if (!seal.verifies(
                        checkpoint.content(), new Seal.Signature(checkpoint.key(), checkpoint.signature()))) {
                    flaws.add(new Flaw(checkpoint.number(), Fault.NOT_OURS));
                } else {
                    signed = checkpoint;
                    right.put(checkpoint.number(), checkpoint);
                }
            }
            for (AuditStamp stamp : stamps.between(organization, from, number)) {
                AuditCheckpoint checkpoint = right.get(stamp.number());
                if (checkpoint != null && TimeStampAuthority.isAbout(stamp, checkpoint.signature())) {
                    stamped = stamp;
                } else {
                    flaws.add(new Flaw(stamp.number(), Fault.STAMPED_OTHERWISE));
                }
            }
        }
    }
}
