package chat.parley.ejb.person;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.message.Emptying;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.person.Erasures;
import chat.parley.jpa.person.Erasures.Erasure;
import chat.parley.jpa.person.Erasures.Place;

/**
 * Empties what somebody wrote who is forgotten, some messages of one conversation in a transaction, which holds the
 * conversation as posting does. Clients are told as of any deleted message, so their copies go too. The message's number
 * stays, and what it said before is kept nowhere.
 */
@Stateless
public class ErasingWords {

    private static final int AT_ONCE = 100;

    @Inject
    Erasures erasures;

    @Inject
    Messages messages;

    @Inject
    Changes changes;

    @Inject
    AuditEntries entries;

    @Inject
    Emptying emptying;

    @Inject
    Clock clock;

    /** Goes on with an erasure that waits; whether there was any. If the node dies, another goes on from the same place. */
    public boolean eraseSome() {
        Optional<Erasure> waiting = erasures.takeNext();
        waiting.ifPresent(this::eraseSome);
        return waiting.isPresent();
    }

    private void eraseSome(Erasure erasure) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        erasures.holdStill();
        List<Place> places = erasures.next(erasure, now, AT_ONCE);
        if (places.isEmpty()) {
            finish(erasure, now);
            return;
        }
        changes.lock(
                places.getFirst().conversation(),
                places.stream().filter(Place::free).map(Place::seq).toList());
        long erased = places.stream()
                .filter(place -> place.free() && erase(place, erasure, now))
                .count();
        long held = places.stream().filter(Place::held).count();
        long minimum = places.stream()
                .filter(place -> place.minimum() && !place.held())
                .count();
        erasures.advance(erasure.account(), places.getLast(), erased, held, minimum);
    }

    private void finish(Erasure erasure, Instant now) {
        erasures.finish(erasure.account(), now);
        entries.append(new AuditNote(
                erasure.organization(),
                now,
                erasure.by(),
                null,
                AuditDeed.WORDS_ERASED,
                Subjects.account(erasure.account()),
                AuditNote.Outcome.DONE,
                new Details()
                        .with("messages", erasure.erased())
                        .with("held", erasure.held())
                        .with("minimum", erasure.minimum())
                        .json()));
    }

    /** Whether it said something. What a sweep of retention has taken meanwhile is gone already. */
    private boolean erase(Place place, Erasure erasure, Instant now) {
        Optional<PostedMessage> message =
                messages.find(place.conversation(), place.seq()).filter(there -> there.deletedAt() == null);
        message.ifPresent(said -> emptying.empty(said, erasure.account(), now));
        erasures.forgetEarlier(place.conversation(), place.seq());
        return message.isPresent();
    }
}
