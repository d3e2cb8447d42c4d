package chat.parley.ejb.matter;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.HoldScope;
import chat.parley.jpa.matter.LegalHold;
import chat.parley.jpa.matter.LegalHoldId;
import chat.parley.jpa.matter.LegalHolds;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;

/** Holds: placing and releasing them. From the commit on nothing that one covers is destroyed, by nobody. */
@Stateless
public class Holding {

    @Inject
    MatterDoor door;

    @Inject
    LegalHolds holds;

    @Inject
    Accounts accounts;

    @Inject
    AuditLog audit;

    @Inject
    Sequences sequences;

    @Inject
    Clock clock;

    /** A hold, and who has acknowledged its notice. */
    public record Shown(LegalHold hold, List<Mark> acknowledged) {}

    /** The holds of a matter, the oldest first; those that were released too. */
    public List<Shown> list(Actor actor, LegalMatterId matter) {
        door.open(actor, matter, AdministrativeAction.SEE_MATTERS);
        return holds.of(matter).stream().map(this::shown).toList();
    }

    /** Places one. */
    public Shown place(Actor actor, LegalMatterId matter, PlaceHold wish) {
        door.lockOpen(actor, matter);
        wish.check();
        checkKnown(actor.organization(), wish.scope());
        LegalHold hold = new LegalHold(
                new LegalHoldId(sequences.next("legal_hold_id")),
                matter,
                wish.cleanName(),
                wish.scope(),
                wish.cleanNotice(),
                mark(actor),
                null);
        holds.place(actor.organization(), hold);
        audit.note(
                actor,
                AuditDeed.HOLD_PLACED,
                Subjects.hold(hold.id().value()),
                new Details()
                        .with("matter", matter.value())
                        .with("name", hold.name())
                        .with("custodians", numbers(hold.scope().custodians().stream()))
                        .with("conversations", numbers(hold.scope().conversations().stream()))
                        .with("from", hold.scope().from())
                        .with("until", hold.scope().until())
                        .with("silent", hold.notice() == null));
        return shown(hold);
    }

    /** Releases one. That destroys nothing: what other rules want destroyed goes when they are applied next. */
    public Shown release(Actor actor, LegalMatterId matter, LegalHoldId id) {
        door.lock(actor, matter);
        LegalHold hold = holds.find(matter, id).orElseThrow(Holding::missing);
        if (!holds.release(id, mark(actor))) {
            throw new Conflict("hold.released", "The hold was released already.");
        }
        audit.note(
                actor,
                AuditDeed.HOLD_RELEASED,
                Subjects.hold(id.value()),
                new Details().with("matter", matter.value()).with("name", hold.name()));
        return shown(holds.find(matter, id).orElseThrow(Holding::missing));
    }

    private Shown shown(LegalHold hold) {
        return new Shown(hold, holds.acknowledgements(hold.id()));
    }

    private void checkKnown(OrganizationId organization, HoldScope scope) {
        if (accounts.profiles(organization, scope.custodians()).size()
                != scope.custodians().size()) {
            throw PlaceHold.refused("A custodian is an account of the organization.");
        }
        if (holds.among(organization, scope.conversations()).size()
                != scope.conversations().size()) {
            throw PlaceHold.refused("There is no such conversation.");
        }
    }

    private static String numbers(Stream<?> ids) {
        return String.join(" ", ids.map(Object::toString).sorted().toList());
    }

    private Mark mark(Actor actor) {
        return new Mark(actor.account(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Missing missing() {
        return new Missing("hold.missing", "There is no such hold.");
    }
}
