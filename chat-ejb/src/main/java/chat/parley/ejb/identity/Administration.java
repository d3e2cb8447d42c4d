package chat.parley.ejb.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.identity.Duties;
import chat.parley.jpa.identity.Duty;

/**
 * The one door to administrating an organization. It asks the database each time: a duty that was given or taken counts
 * from the commit on, on every node and whatever tokens are about.
 */
@ApplicationScoped
public class Administration {

    @Inject
    Duties duties;

    @Inject
    RefusalNotes refusals;

    /**
     * Lets the actor do it, or refuses, which is noted in the audit log.
     *
     * @throws Denied if none of their duties is for that
     */
    public void check(Actor actor, AdministrativeAction action) {
        if (!may(actor, action)) {
            refusals.refused(actor, action);
            throw new Denied("auth.administrator-only", "None of your duties lets you " + action.description() + ".");
        }
    }

    /** Whether the actor may do it. */
    public boolean may(Actor actor, AdministrativeAction action) {
        return duties(actor).stream().anyMatch(action::belongsTo);
    }

    /** What the actor has, in a fixed order. */
    public List<Duty> duties(Actor actor) {
        Set<Duty> held = duties.of(actor.organization(), actor.account());
        return Stream.of(Duty.values()).filter(held::contains).toList();
    }

    /** All that somebody with these duties may do. */
    public static List<AdministrativeAction> actions(List<Duty> held) {
        return EnumSet.allOf(AdministrativeAction.class).stream()
                .filter(action -> held.stream().anyMatch(action::belongsTo))
                .toList();
    }
}
