package chat.parley.ejb.matter;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.identity.RefusalNotes;
import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.matter.Clearance;
import chat.parley.jpa.matter.ClearanceId;
import chat.parley.jpa.matter.Clearances;
import chat.parley.jpa.matter.LegalMatterId;
import org.jspecify.annotations.Nullable;

/**
 * Lets those to what is held for a matter whom another has cleared; all others only where the organization has said that a reason
 * is enough. That somebody was not let is noted in the audit log.
 */
@ApplicationScoped
public class ClearanceDoor {

    @Inject
    Clearances clearances;

    @Inject
    RefusalNotes refusals;

    @Inject
    Clock clock;

    /**
     * The clearance by which somebody looks; empty where they name none and need none. Until the transaction ends nobody takes it
     * back: once that is done, nothing more is found by it.
     *
     * @param id the one they name, which has to hold whether they need one or not
     * @throws Denied if they need one and name none, or may not look by it now
     */
    Optional<Clearance> ask(Actor actor, LegalMatterId matter, @Nullable ClearanceId id) {
        if (id == null) {
            if (clearances.needed(actor.organization())) {
                throw refused(
                        actor, new Denied("clearance.needed", "Somebody else has to clear you for the matter first."));
            }
            return Optional.empty();
        }
        Clearance clearance = clearances
                .findToLook(actor.organization(), id)
                .filter(found -> found.matter().equals(matter))
                .filter(found -> found.requested().by().equals(actor.account()))
                .orElseThrow(() -> refused(actor, missing()));
        if (clearance.revoked() != null) {
            throw refused(actor, new Denied("clearance.revoked", "The clearance was taken back."));
        }
        if (clearance.ends() == null) {
            throw refused(actor, new Denied("clearance.not-given", "Nobody has given the clearance."));
        }
        if (!clearance.holds(clock.instant())) {
            throw refused(actor, new Denied("clearance.over", "The clearance is over."));
        }
        return Optional.of(clearance);
    }

    private <X extends ChatException> X refused(Actor actor, X why) {
        refusals.refused(actor, AdministrativeAction.SEARCH_CONTENT);
        return why;
    }

    static Missing missing() {
        return new Missing("clearance.missing", "There is no such clearance.");
    }
}
