package chat.parley.ejb.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.archive.SegmentFile.Spoiled;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchivedLine;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is archived with what was written, and with the database: an object that was changed, exchanged or
 * taken away, a lock that is not there, and a message that the database has otherwise, or no longer though nobody
 * destroyed it. So the archive proves the database as well, as far as whoever changes one has not the other.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VerifyingArchive {

    private static final int AT_ONCE = 50;

    @Inject
    ArchiveSegments segments;

    @Inject
    ArchivableMessages messages;

    @Inject
    ObjectStore store;

    @Inject
    Administration administration;

    @Inject
    ArchiveAudit audit;

    /** Something that is not as it was. */
    public record Finding(ArchiveSegment segment, String what) {}

    /**
     * What came of it.
     *
     * @param segments how many were looked at
     * @param messages how many are in them
     * @param last the last one; null if there was none after where it began
     * @param more whether there may be more
     */
    public record Verdict(
            int segments, long messages, @Nullable Long last, boolean more, List<Finding> findings) {}

    /** Verifies some segments of the actor's organization after one; to be gone on with from the last one. */
    public Verdict verify(Actor actor, long after) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        List<ArchiveSegment> some = segments.after(actor.organization(), after, AT_ONCE);
        List<Finding> findings = new ArrayList<>();
        some.forEach(segment ->
                look(segment).stream().map(what -> new Finding(segment, what)).forEach(findings::add));
        audit.verified(
                actor,
                new Details().with("after", after).with("segments", some.size()).with("findings", findings.size()));
        return new Verdict(
                some.size(),
                some.stream().mapToLong(ArchiveSegment::messages).sum(),
                some.isEmpty() ? null : some.getLast().id(),
                some.size() == AT_ONCE,
                findings);
    }

    List<String> look(ArchiveSegment segment) {
        List<String> found = new ArrayList<>();
        try {
            String object = segment.content().object();
            List<String> lines = SegmentFile.read(store.get(object), segment.content());
            Instant until = segment.content().lockedUntil();
            Optional<Instant> locked = store.lockedUntil(object);
            if (until != null && locked.filter(time -> !time.isBefore(until)).isEmpty()) {
                found.add("the storage does not keep the object until " + until);
            }
            if (segment.touched() == 0) {
                compare(segment, lines, found);
            }
        } catch (Missing e) {
            found.add("there is no such object");
        } catch (Spoiled e) {
            found.add(String.valueOf(e.getMessage()));
        }
        return found;
    }

    private void compare(ArchiveSegment segment, List<String> lines, List<String> found) {
        List<ArchivedMessage> archived = lines.stream().map(ArchivedMessage::of).toList();
        Map<Long, ArchivedLine> present = messages.present(
                segment.conversation(),
                archived.stream().map(ArchivedMessage::seq).toList());
        for (ArchivedMessage message : archived) {
            ArchivedLine now = present.get(message.seq());
            if (now == null) {
                found.add("message " + message.seq() + " is not in the database, and was not destroyed");
            } else if (!message.agreesWith(now)) {
                found.add("message " + message.seq() + " is another in the database");
            }
        }
        segments.lacking(segment, archived.stream().map(ArchivedMessage::seq).toList())
                .forEach(seq -> found.add("the text of message " + seq + " is to be in it, and is not"));
    }
}
