package chat.parley.ejb.matter;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.matter.Clearance;
import chat.parley.jpa.matter.Clearance.State;
import chat.parley.jpa.matter.ClearanceId;
import chat.parley.jpa.matter.Clearances;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import org.jspecify.annotations.Nullable;

/**
 * Clearances: requesting one, giving or denying what another has requested, taking it back, and whether they are needed. Each step
 * is noted with who took it.
 */
@Stateless
public class Clearing {

    @Inject
    MatterDoor door;

    @Inject
    Clearances clearances;

    @Inject
    AuditLog audit;

    @Inject
    Sequences sequences;

    @Inject
    Clock clock;

    /** All for a matter, the newest first. */
    public Page<Clearance> page(Actor actor, LegalMatterId id, @Nullable Long before, int limit) {
        door.open(actor, id, AdministrativeAction.SEARCH_CONTENT);
        Page.check(limit);
        List<Clearance> found =
                clearances.page(actor.organization(), id, before == null ? Long.MAX_VALUE : before, limit + 1);
        return Page.of(found, limit, clearance -> clearance.id().value());
    }

    /** Requests that one may look at what is held for a matter. */
    public Clearance request(Actor actor, LegalMatterId id, RequestClearance wish) {
        MatterDoor.stillOpen(door.open(actor, id, AdministrativeAction.SEARCH_CONTENT));
        Clearance clearance = new Clearance(
                new ClearanceId(sequences.next("clearance_id")),
                actor.organization(),
                id,
                wish.cleanReason(),
                wish.scope(),
                wish.checkedHours(),
                mark(actor),
                State.REQUESTED,
                null,
                null,
                null);
        clearances.add(clearance);
        note(actor, AuditDeed.CLEARANCE_REQUESTED, clearance);
        return clearance;
    }

    /** Lets another look who has requested it. */
    public Clearance give(Actor actor, ClearanceId id) {
        Clearance wish = undecided(actor, id);
        if (!clearances.give(id, mark(actor))) {
            throw decided();
        }
        note(actor, AuditDeed.CLEARANCE_GIVEN, wish);
        return find(actor, id);
    }

    /** Does not let them. */
    public Clearance deny(Actor actor, ClearanceId id) {
        Clearance wish = undecided(actor, id);
        if (!clearances.deny(id, mark(actor))) {
            throw decided();
        }
        note(actor, AuditDeed.CLEARANCE_DENIED, wish);
        return find(actor, id);
    }

    /** All that wait or hold, the newest first, for whoever keeps the system and may take them back. */
    public Page<Clearance> current(Actor actor, @Nullable Long before, int limit) {
        door.check(actor, AdministrativeAction.REVOKE_CLEARANCE);
        Page.check(limit);
        List<Clearance> found = clearances.current(
                actor.organization(), clock.instant(), before == null ? Long.MAX_VALUE : before, limit + 1);
        return Page.of(found, limit, clearance -> clearance.id().value());
    }

    /**
     * Takes one back that waits or holds, which whoever has requested or given it may, and whoever keeps the system. Nothing more is
     * found by it from the commit on.
     */
    public void revoke(Actor actor, ClearanceId id) {
        if (!door.lets(actor, AdministrativeAction.SEARCH_CONTENT)) {
            door.check(actor, AdministrativeAction.REVOKE_CLEARANCE);
        }
        Clearance clearance = find(actor, id);
        if (!isAbout(clearance, actor)) {
            door.check(actor, AdministrativeAction.REVOKE_CLEARANCE);
        }
        if (!clearances.revoke(id, mark(actor))) {
            throw new Conflict("clearance.ended", "The clearance is of no use any more.");
        }
        note(actor, AuditDeed.CLEARANCE_REVOKED, clearance);
    }

    private static boolean isAbout(Clearance clearance, Actor actor) {
        Mark decided = clearance.decided();
        return clearance.requested().by().equals(actor.account())
                || (decided != null && decided.by().equals(actor.account()));
    }

    /** Whether nobody looks without a clearance. */
    public boolean needed(Actor actor) {
        door.check(actor, AdministrativeAction.SEE_OVERVIEW);
        return clearances.needed(actor.organization());
    }

    /** Has it be so from now on, or not. */
    public void need(Actor actor, boolean needed) {
        door.check(actor, AdministrativeAction.CHANGE_SETTINGS);
        if (clearances.need(actor.organization(), needed)) {
            audit.note(
                    actor,
                    AuditDeed.CLEARANCE_POLICY_SET,
                    Subjects.account(actor.account()),
                    new Details().with("needed", needed));
        }
    }

    private Clearance undecided(Actor actor, ClearanceId id) {
        door.check(actor, AdministrativeAction.GIVE_CLEARANCE);
        Clearance wish = find(actor, id);
        if (wish.requested().by().equals(actor.account())) {
            throw new Denied("clearance.own", "Whoever requests a clearance does not decide about it.");
        }
        return wish;
    }

    private static Conflict decided() {
        return new Conflict("clearance.decided", "It was decided about the clearance already.");
    }

    private Clearance find(Actor actor, ClearanceId id) {
        return clearances.find(actor.organization(), id).orElseThrow(ClearanceDoor::missing);
    }

    private void note(Actor actor, AuditDeed deed, Clearance clearance) {
        Details details = new Details()
                .with("matter", clearance.matter().value())
                .with("reason", clearance.reason())
                .with("requestedBy", clearance.requested().by().value())
                .with("hours", clearance.hours())
                .with("from", clearance.scope().from())
                .with("until", clearance.scope().until());
        ConversationId conversation = clearance.scope().conversation();
        if (conversation != null) {
            details.with("conversation", conversation.value());
        }
        audit.note(actor, deed, Subjects.clearance(clearance.id().value()), details);
    }

    private Mark mark(Actor actor) {
        return new Mark(actor.account(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
