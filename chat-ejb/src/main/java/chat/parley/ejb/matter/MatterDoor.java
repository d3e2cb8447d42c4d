package chat.parley.ejb.matter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.matter.LegalMatter;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.matter.LegalMatters;

/** Lets those to a matter whose duty it is. */
@ApplicationScoped
public class MatterDoor {

    @Inject
    Administration administration;

    @Inject
    LegalMatters matters;

    /** Lets somebody do something with matters at all. */
    public void check(Actor actor, AdministrativeAction action) {
        administration.check(actor, action);
    }

    /** Whether somebody may; it is noted of nobody that they may not. */
    boolean lets(Actor actor, AdministrativeAction action) {
        return administration.may(actor, action);
    }

    /** A matter for somebody who may do this with it. */
    public LegalMatter open(Actor actor, LegalMatterId id, AdministrativeAction action) {
        administration.check(actor, action);
        return matters.find(actor.organization(), id).orElseThrow(MatterDoor::missing);
    }

    /** A matter to be changed by nobody else until the transaction ends. */
    LegalMatter lock(Actor actor, LegalMatterId id) {
        administration.check(actor, AdministrativeAction.CHANGE_MATTERS);
        return matters.lock(actor.organization(), id).orElseThrow(MatterDoor::missing);
    }

    /** The same, as long as it is open. */
    LegalMatter lockOpen(Actor actor, LegalMatterId id) {
        return stillOpen(lock(actor, id));
    }

    /** Refuses a closed one. */
    public static LegalMatter stillOpen(LegalMatter matter) {
        if (matter.closed() != null) {
            throw new Conflict("matter.closed", "The matter is closed.");
        }
        return matter;
    }

    private static Missing missing() {
        return new Missing("matter.missing", "There is no such matter.");
    }
}
