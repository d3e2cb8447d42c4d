package chat.parley.ejb.supervision;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.matter.MatterDoor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.supervision.SupervisionItem;
import chat.parley.jpa.supervision.SupervisionItem.SignOff;
import chat.parley.jpa.supervision.SupervisionItem.State;
import chat.parley.jpa.supervision.SupervisionItem.Words;
import chat.parley.jpa.supervision.SupervisionItems;
import chat.parley.jpa.supervision.SupervisionItems.Figures;
import chat.parley.jpa.supervision.SupervisionItems.Period;
import chat.parley.jpa.supervision.SupervisionItems.Waiting;
import chat.parley.jpa.supervision.SupervisionItems.Wanted;
import chat.parley.jpa.supervision.SupervisionRules;
import org.jspecify.annotations.Nullable;

/** What becomes of what was selected: a reviewer of the rule, who has not written it, looks at it and signs it off. */
@Stateless
public class SigningOff {

    private static final int LONGEST_COMMENT = 5_000;

    @Inject
    MatterDoor door;

    @Inject
    SupervisionRules rules;

    @Inject
    SupervisionItems items;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * An item with what its message says.
     *
     * @param words null if the message was destroyed
     */
    public record Opened(SupervisionItem item, @Nullable Words words) {}

    /**
     * What is to become of a message.
     *
     * @param matter where it is looked into
     */
    public record Verdict(
            State state, @Nullable String comment, @Nullable LegalMatterId matter) {}

    /** What is wanted: what waits in the order in which it is due, so what is overdue first; all else as it was selected. */
    public Page<SupervisionItem> page(Actor actor, Wanted wanted, @Nullable Long after, int limit) {
        door.check(actor, AdministrativeAction.SEE_SUPERVISION);
        Page.check(limit);
        List<SupervisionItem> found = items.page(actor.organization(), wanted, after == null ? 0 : after, limit + 1);
        return Page.of(found, limit, SupervisionItem::id);
    }

    /** How much waits of what is wanted. */
    public Waiting waiting(Actor actor, Wanted wanted) {
        door.check(actor, AdministrativeAction.SEE_SUPERVISION);
        return items.waiting(actor.organization(), wanted);
    }

    /** What was selected in a period, in this order, without what it says. */
    public Page<SupervisionItem> records(Actor actor, Period period, long after, int limit) {
        door.check(actor, AdministrativeAction.SEE_SUPERVISION);
        Page.check(limit);
        return Page.of(items.records(actor.organization(), period, after, limit + 1), limit, SupervisionItem::id);
    }

    /** How the rules were kept to. */
    public List<Figures> figures(Actor actor, Period period) {
        door.check(actor, AdministrativeAction.SEE_SUPERVISION);
        return items.figures(actor.organization(), period);
    }

    /** Opens one with what its message says, which is noted. */
    public Opened open(Actor actor, long id) {
        SupervisionItem item = mine(actor, id);
        Optional<Words> words = items.words(item.selected());
        items.opened(id, actor.account());
        audit.note(
                actor,
                AuditDeed.SUPERVISION_OPENED,
                subject(item),
                details(item).with("destroyed", words.isEmpty()));
        return new Opened(item, words.orElse(null));
    }

    /** Signs one off that one has opened, which is final. */
    public SupervisionItem signOff(Actor actor, long id, Verdict verdict) {
        SupervisionItem item = mine(actor, id);
        String comment = Wording.clean("comment", verdict.comment(), LONGEST_COMMENT);
        LegalMatterId matter = verdict.matter();
        boolean escalated = verdict.state() == State.ESCALATED;
        if (verdict.state() == State.OPEN || (matter != null && !escalated)) {
            throw new Rejected("request.malformed", "A message is cleared, or escalated, to a matter perhaps.");
        }
        if (escalated && comment == null) {
            throw new Rejected("request.malformed", "Who escalates says why.");
        }
        if (item.signOff() == null && !items.hasOpened(id, actor.account())) {
            throw new Conflict("supervision.unopened", "Nobody signs off what they have not opened.");
        }
        if (matter != null) {
            MatterDoor.stillOpen(door.open(actor, matter, AdministrativeAction.SEE_MATTERS));
        }
        Mark mark = new Mark(actor.account(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!items.signOff(id, new SignOff(verdict.state(), mark, comment, matter))) {
            throw new Conflict("supervision.decided", "It was signed off already.");
        }
        Details details = details(item).with("comment", comment);
        if (matter != null) {
            details.with("matter", matter.value());
        }
        audit.note(
                actor,
                escalated ? AuditDeed.SUPERVISION_ESCALATED : AuditDeed.SUPERVISION_CLEARED,
                subject(item),
                details);
        return find(actor, id);
    }

    private SupervisionItem mine(Actor actor, long id) {
        door.check(actor, AdministrativeAction.REVIEW_SUPERVISED);
        SupervisionItem item = find(actor, id);
        if (item.selected().sender().equals(actor.account())) {
            throw new Denied("supervision.own", "Nobody reviews their own messages.");
        }
        if (!rules.find(actor.organization(), item.rule())
                .orElseThrow()
                .reviewers()
                .contains(actor.account())) {
            throw new Denied("supervision.not-reviewer", "Others review by this rule.");
        }
        return item;
    }

    private SupervisionItem find(Actor actor, long id) {
        return items.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("supervision.missing", "There is nothing such to review."));
    }

    private static String subject(SupervisionItem item) {
        return Subjects.message(item.selected().conversation(), item.selected().seq());
    }

    private static Details details(SupervisionItem item) {
        return new Details().with("rule", item.rule()).with("item", item.id());
    }
}
