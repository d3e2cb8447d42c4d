package chat.parley.ejb.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Matter;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Level;
import chat.parley.jpa.report.ModerationCase.State;
import chat.parley.jpa.report.Reports;
import org.jspecify.annotations.Nullable;

/** Lets those to a case who decide about it. */
@ApplicationScoped
public class CaseDoor {

    @Inject
    ConversationAccess access;

    @Inject
    Cases cases;

    @Inject
    Reports reports;

    /** A case, for whoever decides about it. */
    ModerationCase look(Actor actor, CaseId id) {
        return let(actor, cases.find(id).orElseThrow(CaseDoor::missing));
    }

    /** The same in the caller's transaction, which holds it from here on. */
    ModerationCase hold(Actor actor, CaseId id) {
        return let(actor, cases.lock(id).orElseThrow(CaseDoor::missing));
    }

    /** The same, if the actor has taken it and it waits for a decision of this kind. */
    ModerationCase taken(Actor actor, CaseId id, State state) {
        ModerationCase held = taken(actor, id);
        if (held.state() != state) {
            throw held.state().waits()
                    ? new Conflict(
                            "case.appealed", "This is to be decided after an appeal, and not for the first time.")
                    : decided();
        }
        return held;
    }

    /** The same, if the actor has taken it. */
    ModerationCase taken(Actor actor, CaseId id) {
        ModerationCase held = hold(actor, id);
        if (!held.state().waits()) {
            throw decided();
        }
        var taken = held.taken();
        if (taken == null || !taken.by().equals(actor.account())) {
            throw new Conflict("case.not-taken", "Take the case before you decide.");
        }
        return held;
    }

    private ModerationCase let(Actor actor, ModerationCase about) {
        access.toJudge(actor, matter(actor, about));
        return about;
    }

    /** A case, as far as it matters for whether the actor decides about it. */
    Matter matter(Actor actor, ModerationCase about) {
        var ruling = about.ruling();
        boolean decidedFirst =
                about.state() == State.APPEALED && ruling != null && ruling.by().equals(actor.account());
        boolean own =
                decidedFirst || about.accused().equals(actor.account()) || reports.has(about.id(), actor.account());
        return new Matter(about.organization(), conversation(about), about.level() == Level.ORGANIZATION, own);
    }

    /** Where it was said, or where a person was muted or banned because of it. */
    private static @Nullable ConversationId conversation(ModerationCase about) {
        var place = about.place();
        if (place != null) {
            return place.conversation();
        }
        var ruling = about.ruling();
        var sanction = ruling == null ? null : ruling.sanction();
        return sanction == null ? null : sanction.conversation();
    }

    static Conflict decided() {
        return new Conflict("case.decided", "It was decided about this already.");
    }

    private static Missing missing() {
        return new Missing("case.missing", "There is no such case.");
    }
}
