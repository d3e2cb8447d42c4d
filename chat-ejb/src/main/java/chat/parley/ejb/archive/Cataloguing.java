package chat.parley.ejb.archive;

import java.util.List;
import java.util.Map;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchivedLine;
import org.jspecify.annotations.Nullable;

/** What of archiving needs a transaction: the catalogue changes when the storage has what it will say. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Cataloguing {

    @Inject
    ArchiveSegments segments;

    /** Notes that lines are archived; false if somebody has changed or destroyed one of them, or archived them, meanwhile. */
    public boolean add(Place before, Place reached, List<ArchivedLine> lines, @Nullable ArchiveSegment segment) {
        if (!segments.holdsStill(before.conversation(), lines) || !segments.advance(before, reached)) {
            return false;
        }
        if (segment != null) {
            segments.add(segment);
        }
        return true;
    }

    /** Notes what is left of one, of these messages; false if more of it was destroyed meanwhile. */
    public boolean replace(ArchiveSegment old, @Nullable ArchiveSegment remaining, List<Long> numbers) {
        return segments.replace(old, remaining, numbers);
    }

    /** Nothing of a stretch is to move; false if somebody has looked through it meanwhile. */
    public boolean lookedThrough(Place before, Place reached) {
        return segments.advanceMoved(before.conversation(), before.seq(), reached.seq());
    }

    /**
     * Adds a segment, and takes the texts out of their rows that it has.
     *
     * @throws Conflict if one of them is another by now, or the conversation is on hold, or somebody else moves there; nothing
     *     was done then
     */
    public void move(Place before, Place reached, ArchiveSegment segment, Map<Long, String> texts) {
        segments.add(segment);
        if (!segments.move(segment, texts) || !lookedThrough(before, reached)) {
            throw new Conflict("archive.changed", "The messages have changed meanwhile.");
        }
    }

    /** Puts the texts of a segment back into their rows. */
    public void bringBack(ArchiveSegment segment, Map<Long, String> texts) {
        segments.bringBack(segment, texts);
    }
}
