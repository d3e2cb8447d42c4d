package chat.parley.ejb.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.archive.SegmentFile.Written;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchivableMessages.Changed;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegment.Content;
import chat.parley.jpa.archive.ArchivedLine;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was said long enough ago into the storage, and what becomes of it afterwards. Nothing is archived twice: the
 * catalogue gets a segment when, and only when, the place up to which its conversation is archived moves on. An object whose
 * segment never came into the catalogue is read by nobody, for nobody has its key. The storage is never asked in a
 * transaction.
 */
@ApplicationScoped
public class Archiving {

    /** How many messages, and how many changes, go into a segment at the most. */
    private static final int MOST = 1_000;

    @Inject
    ArchivableMessages messages;

    @Inject
    Cataloguing cataloguing;

    @Inject
    ObjectStore store;

    @Inject
    Sequences sequences;

    @Inject
    Clock clock;

    /**
     * Archives what comes next of a conversation.
     *
     * @return how far it is archived now; empty if there is nothing to do, or somebody interfered, and it is to be tried again
     */
    Optional<Place> archive(ArchiveRule rule, Place place) {
        Instant moment = clock.instant().minus(Duration.ofDays(rule.afterDays()));
        List<Long> fresh = messages.fresh(place, moment, MOST);
        List<Changed> changed = place.seq() == 0 ? List.of() : messages.changed(place, MOST);
        if (fresh.isEmpty() && changed.isEmpty()) {
            return Optional.empty();
        }
        Place reached = new Place(
                place.conversation(),
                fresh.isEmpty() ? place.seq() : fresh.getLast(),
                changed.isEmpty() ? place.rev() : changed.getLast().rev());
        tellOfMissing(place, reached);
        Stream<Long> again = changed.stream().map(Changed::seq).filter(seq -> seq <= place.seq());
        List<ArchivedLine> lines = messages
                .lines(
                        place.conversation(),
                        List.copyOf(new TreeSet<>(
                                Stream.concat(fresh.stream(), again).toList())))
                .stream()
                .filter(line -> !line.moved()) // it says what it said, in the segment it has moved to
                .toList();
        ArchiveSegment segment = lines.isEmpty() ? null : put(rule, reached, lines);
        return cataloguing.add(place, reached, lines, segment) ? Optional.of(reached) : Optional.empty();
    }

    ArchiveSegment put(ArchiveRule rule, Place reached, List<ArchivedLine> lines) {
        Written written = SegmentFile.write(
                rule.organization(),
                reached.conversation(),
                lines.stream().map(ArchivedLine::json).toList());
        Integer days = rule.lockDays();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = lock(
                rule.organization(),
                reached.conversation(),
                lines.stream().map(ArchivedLine::seq).toList(),
                days == null ? null : now.plus(Duration.ofDays(days)));
        Content content = keep(written, until);
        return new ArchiveSegment(
                sequences.next("archive_segment_id"),
                rule.organization(),
                reached.conversation(),
                lines.getFirst().seq(),
                lines.getLast().seq(),
                lines.size(),
                content,
                now,
                false,
                0);
    }

    /** The lock for some messages: that which is wished, or a later one where a rule of retention keeps them longer. */
    @Nullable
    Instant lock(
            OrganizationId organization, ConversationId conversation, List<Long> numbers, @Nullable Instant wished) {
        return wished == null
                ? null
                : messages.keptUntil(organization, conversation, numbers)
                        .filter(wished::isBefore)
                        .orElse(wished);
    }

    /** Puts it, and reads back what the storage has. */
    Content keep(Written written, @Nullable Instant until) {
        Content content = written.content().lockedUntil(until);
        store.put(content.object(), written.object(), until);
        if (!Arrays.equals(store.get(content.object()), written.object())) {
            throw StoreProblems.away(new IllegalStateException(content.object() + " is not what was put"));
        }
        return content;
    }

    /** A number that is neither a message nor noted as destroyed cannot be: somebody has been at the database. */
    private void tellOfMissing(Place before, Place reached) {
        long missing = messages.missing(before.conversation(), before.seq(), reached.seq());
        if (missing != 0) {
            ChatLog.LOG.numbersMissing(missing, before.conversation().value(), before.seq() + 1, reached.seq());
        }
    }
}
