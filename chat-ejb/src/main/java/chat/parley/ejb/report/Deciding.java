package chat.parley.ejb.report;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.Decision;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Answer;
import chat.parley.jpa.report.ModerationCase.Imposed;
import chat.parley.jpa.report.ModerationCase.Ruling;
import chat.parley.jpa.report.ModerationCase.State;
import chat.parley.jpa.report.Reports;
import org.jspecify.annotations.Nullable;

/** Deciding about a case one has taken, for the first time or after an appeal. What was decided is done at the same time. */
@Stateless
public class Deciding {

    @Inject
    CaseDoor door;

    @Inject
    Cases cases;

    @Inject
    Reports reports;

    @Inject
    CaseNews news;

    @Inject
    Enforcing enforcing;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** Decides for the first time. The accused is told of all but a dismissal, those who reported it what became of it. */
    public ModerationCase decide(Actor actor, CaseId id, DecideCase wish) {
        ModerationCase held = door.taken(actor, id, State.OPEN);
        ConversationId where = wish.where(held);
        enforcing.hold(held, wish, where);
        // Who has decided is none of those any more who do, but it leaves their queue as well
        List<AccountId> judges = news.judges(id);
        cases.decide(id, ruling(actor, wish, where));
        boolean dismissed = wish.decision() == Decision.DISMISS;
        news.tell(id, judges, reports.reporters(id), dismissed ? null : held.accused());
        enforcing.enforce(actor, held, wish, where);
        audit.note(
                actor,
                AuditDeed.CASE_DECIDED,
                Subjects.reported(id.value()),
                new Details()
                        .with("decision", wish.decision())
                        .with("why", wish.why())
                        .with("until", wish.until())
                        .with("accused", held.accused().value()));
        return cases.find(id).orElseThrow();
    }

    /**
     * Decides about an appeal, which is the end of the case. If it was won, a sanction that still stands is lifted; what
     * was taken away stays away, for what hung on it is gone.
     */
    public ModerationCase answer(Actor actor, CaseId id, boolean reversed, @Nullable String reason) {
        String why = Wording.clean("reason", reason, DecideCase.LONGEST);
        ModerationCase held = door.taken(actor, id, State.APPEALED);
        Imposed sanction = enforcing.hold(held);
        cases.answer(id, new Answer(reversed, actor.account(), now(), why));
        news.tell(id, reversed ? reports.reporters(id) : List.of(), held.accused());
        boolean lifted = reversed && sanction != null && enforcing.lift(actor, held, sanction);
        audit.note(
                actor,
                AuditDeed.CASE_ANSWERED,
                Subjects.reported(id.value()),
                new Details()
                        .with("reversed", reversed)
                        .with("lifted", lifted)
                        .with("why", why)
                        .with("accused", held.accused().value()));
        return cases.find(id).orElseThrow();
    }

    private Ruling ruling(Actor actor, DecideCase wish, @Nullable ConversationId where) {
        Imposed sanction = where == null || wish.until() == null ? null : new Imposed(where, now());
        return new Ruling(wish.decision(), actor.account(), now(), wish.why(), wish.until(), sanction);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
