package chat.parley.ejb.archive;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.archive.SegmentFile.Spoiled;
import chat.parley.ejb.archive.SegmentFile.Written;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegment.Content;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchivedLine;

/**
 * Destroys in the archive what was destroyed in the database. What is left of a segment is written into another object with
 * another key, and the key of the old one is forgotten: nobody can read it any more, also where the storage keeps it for years,
 * or a copy of it is in a backup. An object is deleted when the storage lets it.
 */
@ApplicationScoped
public class Shredding {

    private static final int AT_ONCE = 20;

    @Inject
    ArchivableMessages messages;

    @Inject
    ArchiveSegments segments;

    @Inject
    Cataloguing cataloguing;

    @Inject
    Archiving archiving;

    @Inject
    ObjectStore store;

    @Inject
    Clock clock;

    /** Whether there is something to be destroyed. */
    boolean isDue() {
        return !segments.touched(1).isEmpty()
                || !segments.leftovers(clock.instant(), 1).isEmpty();
    }

    /** Goes on with what is to be destroyed. */
    void step() {
        segments.touched(AT_ONCE).forEach(this::shred);
        segments.leftovers(clock.instant(), AT_ONCE).forEach(this::delete);
    }

    private void shred(ArchiveSegment segment) {
        List<String> lines;
        try {
            lines = SegmentFile.read(store.get(segment.content().object()), segment.content());
        } catch (Missing | Spoiled e) { // it stays in the catalogue, for whoever verifies to see
            ChatLog.LOG.segmentSpoiled(e, segment.id());
            return;
        }
        List<String> remaining = remaining(segment, lines);
        if (remaining.equals(lines)) {
            segments.untouched(segment);
        } else if (remaining.isEmpty()) {
            cataloguing.replace(segment, null, List.of());
        } else {
            List<Long> numbers = remaining.stream()
                    .map(line -> ArchivedMessage.of(line).seq())
                    .toList();
            cataloguing.replace(segment, rewritten(segment, remaining, numbers), numbers);
        }
    }

    private List<String> remaining(ArchiveSegment segment, List<String> lines) {
        List<ArchivedMessage> archived = lines.stream().map(ArchivedMessage::of).toList();
        Map<Long, ArchivedLine> present = messages.present(
                segment.conversation(),
                archived.stream().map(ArchivedMessage::seq).toList());
        List<String> remaining = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            ArchivedMessage message = archived.get(i);
            ArchivedLine now = present.get(message.seq());
            if (now != null) {
                remaining.add(message.isIn(now) ? lines.get(i) : message.without(now));
            }
        }
        return remaining;
    }

    private ArchiveSegment rewritten(ArchiveSegment segment, List<String> lines, List<Long> numbers) {
        Written written = SegmentFile.write(segment.organization(), segment.conversation(), lines);
        Instant until = archiving.lock(
                segment.organization(),
                segment.conversation(),
                numbers,
                segment.content().lockedUntil());
        Content content = archiving.keep(written, until);
        return segment.with(numbers.getFirst(), numbers.getLast(), numbers.size(), content);
    }

    private void delete(String object) {
        try {
            store.delete(object);
            segments.forget(object);
        } catch (Conflict e) { // locked for longer than the catalogue knows; its key is gone all the same
            ChatLog.LOG.debugf(e, "%s is left for another time", object);
        }
    }
}
