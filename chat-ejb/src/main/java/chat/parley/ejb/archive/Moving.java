package chat.parley.ejb.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchivableMessages.Stretch;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchivedLine;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Moves texts that are old enough out of the database, and back what comes on hold. A segment of its own is written for them,
 * larger than those that are archived as time goes by, and read back; in the transaction in which the catalogue gets it the
 * rows lose exactly the texts that it has.
 */
@ApplicationScoped
public class Moving {

    private static final int MOST = 1_000;
    private static final int BACK_AT_ONCE = 10;

    @Inject
    ArchivableMessages messages;

    @Inject
    ArchiveSegments segments;

    @Inject
    Archiving archiving;

    @Inject
    Cataloguing cataloguing;

    @Inject
    ArchivedTexts texts;

    @Inject
    Clock clock;

    /** With fewer messages no segment is written: a page of history is to be found in one or two. */
    @Inject
    @ConfigProperty(name = "parley.archive.move.least", defaultValue = "200")
    int least;

    /** The segments that were said to stay away: once each. */
    private final Set<Long> away = ConcurrentHashMap.newKeySet();

    /** Conversations of an organization after one in which there is something to move. */
    List<Place> places(ArchiveRule rule, long after, int limit) {
        return rule.moveAfterDays() == null
                ? List.of()
                : messages.movable(rule.organization(), after, moment(rule.moveAfterDays()), least, limit);
    }

    /** Moves what may move, a segment of each conversation; answers how many. */
    int move(ArchiveRule rule, int most) {
        int moved = 0;
        for (Place place : most > 0 ? places(rule, 0, most) : List.<Place>of()) {
            moved += move(rule, place) ? 1 : 0;
        }
        return moved;
    }

    /** Moves what comes next of a conversation; whether it was looked at. */
    boolean move(ArchiveRule rule, Place place) {
        if (rule.moveAfterDays() == null) {
            return false;
        }
        Stretch stretch = messages.stretch(place, moment(rule.moveAfterDays()), MOST);
        if (stretch.looked().isEmpty()) {
            return false;
        }
        Place reached = new Place(place.conversation(), stretch.looked().getLast(), place.rev());
        List<ArchivedLine> lines = stretch.movable().isEmpty()
                ? List.of()
                : messages.lines(place.conversation(), stretch.movable()).stream()
                        .filter(line -> !line.moved() && line.versions() == 0)
                        .toList();
        if (lines.isEmpty()) {
            return cataloguing.lookedThrough(place, reached);
        }
        ArchiveSegment segment = archiving.put(rule, reached, lines).holdingTexts();
        Map<Long, String> said =
                ArchivedTexts.texts(lines.stream().map(ArchivedLine::json).toList());
        try {
            cataloguing.move(place, reached, segment, said);
            return true;
        } catch (Conflict _) {
            return false; // somebody was quicker; it is read anew
        }
    }

    /** Brings back some of what is to come back; whether any came. What cannot be read now keeps nothing else away. */
    boolean bringBack() {
        boolean any = false;
        for (ArchiveSegment segment : returning()) {
            any |= bringBack(segment);
        }
        return any;
    }

    private boolean bringBack(ArchiveSegment segment) {
        try {
            cataloguing.bringBack(segment, texts.fetch(segment));
            away.remove(segment.id());
            return true;
        } catch (Unavailable e) {
            if (away.add(segment.id())) {
                ChatLog.LOG.textsStayAway(e, segment.id());
            }
            return false;
        }
    }

    List<ArchiveSegment> returning() {
        return segments.returning(BACK_AT_ONCE);
    }

    private Instant moment(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }
}
