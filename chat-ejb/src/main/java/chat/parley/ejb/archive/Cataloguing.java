package chat.parley.ejb.archive;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

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

    /** Notes what is left of one; false if more of it was destroyed meanwhile. */
    public boolean replace(ArchiveSegment old, @Nullable ArchiveSegment remaining) {
        return segments.replace(old, remaining);
    }
}
