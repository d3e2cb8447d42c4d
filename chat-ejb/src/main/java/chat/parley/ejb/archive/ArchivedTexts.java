package chat.parley.ejb.archive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.archive.SegmentFile.Spoiled;
import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchiveSegments.TextPlace;
import chat.parley.jpa.database.MovedTexts;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts that have moved. A text is the one that was written, or there is none: whatever keeps it from being read is
 * {@code archive.unreadable}, and nobody gets an empty text for it. Some opened segments are kept for a while; where a text lies
 * is asked of the rows each time, so what came back or was destroyed is not read from there.
 */
@ApplicationScoped
public class ArchivedTexts implements MovedTexts {

    private static final long MOST_OPENED_BYTES = 64L << 20;
    private static final Duration OPENED_FOR = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 4;

    @Inject
    ArchiveSegments segments;

    @Inject
    ObjectStore store;

    /** Whoever waits for the storage may hold a connection to the database: never more than a few do. */
    private final Semaphore readers = new Semaphore(AT_ONCE);

    private final Cache<String, Opened> opened = Caffeine.newBuilder()
            .maximumWeight(MOST_OPENED_BYTES)
            .<String, Opened>weigher((_, segment) -> segment.bytes())
            .expireAfterWrite(OPENED_FOR)
            .build();

    private record Opened(Map<Long, String> texts, int bytes) {}

    @Override
    public Map<Long, String> read(long conversation, long[] seqs) {
        try {
            return readOnce(conversation, seqs);
        } catch (Unavailable _) { // the segment may have been written anew since we asked where it is
            return readOnce(conversation, seqs);
        }
    }

    private Map<Long, String> readOnce(long conversation, long[] seqs) {
        Map<Long, String> texts = new HashMap<>();
        for (TextPlace place : segments.textPlaces(conversation, seqs)) {
            ArchiveSegment segment = place.segment();
            String text = segment == null ? place.body() : open(segment).texts().get(place.seq());
            if (text == null || (segment != null && text.isEmpty())) {
                throw unreadable(new Spoiled("there is no message " + place.seq() + " in it"));
            }
            texts.put(place.seq(), text);
        }
        return texts;
    }

    private Opened open(ArchiveSegment segment) {
        String object = segment.content().object();
        Opened there = opened.getIfPresent(object);
        if (there != null) {
            return there;
        }
        take();
        try {
            Opened read =
                    new Opened(fetch(segment), Math.toIntExact(segment.content().textBytes()));
            opened.put(object, read);
            return read;
        } finally {
            readers.release();
        }
    }

    /** All texts of a segment, as the storage has them now. */
    Map<Long, String> fetch(ArchiveSegment segment) {
        try {
            return texts(read(segment));
        } catch (Spoiled | Missing e) {
            return fetchElsewhere(segment, e);
        } catch (ChatException e) {
            throw unreadable(e);
        }
    }

    /** Before texts move their messages are archived as all are: what one object has lost another has. */
    private Map<Long, String> fetchElsewhere(ArchiveSegment segment, Exception cause) {
        Set<Long> wanted = Set.copyOf(segments.lacking(segment, List.of()));
        Map<Long, ArchivedMessage> found = new HashMap<>();
        for (ArchiveSegment other : segments.beside(segment)) {
            try {
                read(other).stream()
                        .map(ArchivedMessage::of)
                        .filter(message -> wanted.contains(message.seq()))
                        .forEach(message -> found.merge(message.seq(), message, ArchivedTexts::later));
            } catch (Spoiled | Missing e) {
                cause.addSuppressed(e);
            } catch (ChatException e) {
                throw unreadable(e);
            }
        }
        if (!found.keySet().equals(wanted)) {
            throw unreadable(cause);
        }
        ChatLog.LOG.textsReadElsewhere(cause, segment.id());
        return bodies(found.values().stream());
    }

    private static ArchivedMessage later(ArchivedMessage one, ArchivedMessage other) {
        return one.rev() > other.rev() ? one : other;
    }

    private List<String> read(ArchiveSegment segment) throws Spoiled {
        return SegmentFile.read(store.get(segment.content().object()), segment.content());
    }

    static Map<Long, String> texts(List<String> lines) {
        return bodies(lines.stream().map(ArchivedMessage::of));
    }

    private static Map<Long, String> bodies(Stream<ArchivedMessage> messages) {
        return messages.collect(Collectors.toMap(ArchivedMessage::seq, ArchivedMessage::body));
    }

    private void take() {
        try {
            if (readers.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw unreadable(null);
    }

    private static Unavailable unreadable(@Nullable Exception cause) {
        String text = "What was said there is archived, and cannot be read just now.";
        return new Unavailable(
                "archive.unreadable", text, cause == null ? new IllegalStateException("too many wait") : cause);
    }
}
