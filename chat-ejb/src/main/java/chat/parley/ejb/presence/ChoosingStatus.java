package chat.parley.ejb.presence;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.presence.AccountPresences;
import chat.parley.jpa.presence.ChosenStatus;
import chat.parley.jpa.presence.Sighting;
import chat.parley.jpa.presence.StatusChoice;
import org.jspecify.annotations.Nullable;

/** Saying of oneself that one is busy, invisible, out for lunch until one. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ChoosingStatus {

    /** The longest text, in characters. */
    public static final int LONGEST_TEXT = 100;

    @Inject
    PresenceDesk desk;

    @Inject
    AccountPresences presences;

    @Inject
    Clock clock;

    /**
     * Says it, to everybody who may see it, and until then.
     *
     * @throws Rejected if the text is too long or no line, or the end is past
     */
    public void choose(Actor actor, ChosenStatus status, @Nullable String text, @Nullable Instant until) {
        Instant now = clock.instant();
        String line = text == null || text.isBlank() ? null : text.strip();
        if (line != null
                && (line.codePointCount(0, line.length()) > LONGEST_TEXT
                        || line.codePoints().anyMatch(Character::isISOControl))) {
            throw new Rejected(
                    "request.malformed",
                    "A status text is one line of up to " + LONGEST_TEXT + " characters without control characters.");
        }
        if (until != null && !until.isAfter(now)) {
            throw new Rejected("request.malformed", "A status ends in the future.");
        }
        StatusChoice choice = new StatusChoice(status, line, until, now);
        presences.choose(actor.account(), choice, desk.board().isHere(actor.account()) ? now : null);
        desk.chose(actor.account(), choice);
    }

    /** What one says of oneself now. */
    public StatusChoice chosen(Actor actor) {
        return presences
                .of(Set.of(actor.account()))
                .getOrDefault(actor.account(), Sighting.NONE)
                .choice()
                .at(clock.instant());
    }
}
