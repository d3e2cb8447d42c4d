package chat.parley.ejb.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Level;
import chat.parley.jpa.report.ModerationCase.Taken;
import org.jspecify.annotations.Nullable;

/** Taking a case, so that two do not decide about it at once; giving it back; handing it on to the administrators. */
@Stateless
public class TakingCases {

    /** Who has taken one and does not decide has left it after so long; others may take it then. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final int LONGEST_REASON = 500;

    @Inject
    CaseDoor door;

    @Inject
    Cases cases;

    @Inject
    CaseNews news;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** Takes it; who has it already keeps it. */
    public void take(Actor actor, CaseId id) {
        ModerationCase held = door.hold(actor, id);
        if (!held.state().waits()) {
            throw CaseDoor.decided();
        }
        Instant now = clock.instant();
        Taken taken = held.taken();
        if (taken != null
                && !taken.by().equals(actor.account())
                && taken.at().plus(PATIENCE).isAfter(now)) {
            throw new Conflict("case.taken", "Somebody else has taken this case.");
        }
        cases.take(id, new Taken(actor.account(), now));
        news.tell(id, List.of(), null);
    }

    /** Gives it back; nothing happens if one does not have it. */
    public void release(Actor actor, CaseId id) {
        Taken taken = door.hold(actor, id).taken();
        if (taken != null && taken.by().equals(actor.account())) {
            cases.take(id, null);
            news.tell(id, List.of(), null);
        }
    }

    /** Leaves it to the administrators of the organization; whoever only moderates does not see it any more. */
    public void escalate(Actor actor, CaseId id, @Nullable String reason) {
        String why = Wording.clean("reason", reason, LONGEST_REASON);
        ModerationCase held = door.taken(actor, id);
        if (held.level() == Level.ORGANIZATION) {
            throw new Conflict("case.escalated", "The administrators decide about this already.");
        }
        List<AccountId> judges = new ArrayList<>(news.judges(id));
        cases.handTo(id, Level.ORGANIZATION);
        judges.addAll(news.judges(id));
        news.tell(id, judges, List.of(), null);
        audit.note(actor, AuditDeed.CASE_ESCALATED, Subjects.reported(id.value()), new Details().with("why", why));
    }
}
