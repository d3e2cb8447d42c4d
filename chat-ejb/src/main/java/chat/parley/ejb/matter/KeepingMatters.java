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
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.matter.LegalHolds;
import chat.parley.jpa.matter.LegalMatter;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.matter.LegalMatters;
import org.jspecify.annotations.Nullable;

/** Matters: opening them, saying what they are about, closing them. */
@Stateless
public class KeepingMatters {

    @Inject
    MatterDoor door;

    @Inject
    LegalMatters matters;

    @Inject
    LegalHolds holds;

    @Inject
    AuditLog audit;

    @Inject
    Sequences sequences;

    @Inject
    Clock clock;

    /** The open ones, or the closed ones, that have this in their name, the newest first. */
    public Page<LegalMatter> page(Actor actor, boolean open, String text, @Nullable Long before, int limit) {
        door.check(actor, AdministrativeAction.SEE_MATTERS);
        Page.check(limit);
        List<LegalMatter> found =
                matters.page(actor.organization(), open, text, before == null ? Long.MAX_VALUE : before, limit + 1);
        return Page.of(found, limit, matter -> matter.id().value());
    }

    /** One of them. */
    public LegalMatter look(Actor actor, LegalMatterId id) {
        return door.open(actor, id, AdministrativeAction.SEE_MATTERS);
    }

    /** Opens one. */
    public LegalMatter open(Actor actor, DescribeMatter wish) {
        door.check(actor, AdministrativeAction.CHANGE_MATTERS);
        DescribeMatter clean = wish.checked();
        LegalMatter matter = new LegalMatter(
                new LegalMatterId(sequences.next("legal_matter_id")),
                actor.organization(),
                clean.cleanName(),
                clean.description(),
                clean.keywords(),
                mark(actor),
                null);
        matters.add(matter);
        note(actor, AuditDeed.MATTER_OPENED, matter);
        return matter;
    }

    /** Calls and describes it otherwise. */
    public LegalMatter describe(Actor actor, LegalMatterId id, DescribeMatter wish) {
        LegalMatter before = door.lockOpen(actor, id);
        DescribeMatter clean = wish.checked();
        LegalMatter matter = new LegalMatter(
                id,
                before.organization(),
                clean.cleanName(),
                clean.description(),
                clean.keywords(),
                before.opened(),
                null);
        matters.describe(matter);
        note(actor, AuditDeed.MATTER_CHANGED, matter);
        return matter;
    }

    /** Closes one of which nothing is held any more: whoever closes is to know that they have released. */
    public LegalMatter close(Actor actor, LegalMatterId id) {
        LegalMatter matter = door.lockOpen(actor, id);
        if (holds.anyInForce(id)) {
            throw new Conflict("matter.holding", "The matter has holds in force; release them first.");
        }
        matters.close(id, mark(actor));
        note(actor, AuditDeed.MATTER_CLOSED, matter);
        return look(actor, id);
    }

    /** Opens a closed one again; what it had held is not held by that. */
    public LegalMatter reopen(Actor actor, LegalMatterId id) {
        LegalMatter matter = door.lock(actor, id);
        if (matter.closed() == null) {
            throw new Conflict("matter.open", "The matter is open.");
        }
        matters.close(id, null);
        note(actor, AuditDeed.MATTER_REOPENED, matter);
        return look(actor, id);
    }

    private void note(Actor actor, AuditDeed deed, LegalMatter matter) {
        audit.note(actor, deed, Subjects.matter(matter.id().value()), new Details().with("name", matter.name()));
    }

    private Mark mark(Actor actor) {
        return new Mark(actor.account(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
