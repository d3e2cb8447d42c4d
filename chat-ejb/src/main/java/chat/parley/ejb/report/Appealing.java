package chat.parley.ejb.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Level;
import chat.parley.jpa.report.ModerationCase.State;
import chat.parley.jpa.report.OwnDecision;
import chat.parley.jpa.report.OwnReports;
import chat.parley.jpa.report.OwnReports.WrittenDecision;
import org.jspecify.annotations.Nullable;

/** What was decided about oneself, and saying once what there is to be said against it. Somebody else decides then. */
@Stateless
public class Appealing {

    /** So long after a decision one can appeal. */
    public static final Duration OPEN_FOR = Duration.ofDays(14);

    /** How long the words may be. */
    public static final int LONGEST = 2_000;

    @Inject
    Cases cases;

    @Inject
    OwnReports own;

    @Inject
    CaseNews news;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** A page of what was decided about the actor, what changed last first; {@code after} ended the page before. */
    public Page<WrittenDecision> decisions(Actor actor, @Nullable Long after, int limit) {
        Page.check(limit);
        List<WrittenDecision> found = own.decisionsBefore(actor.account(), after, limit + 1);
        return Page.of(found, limit, WrittenDecision::rev);
    }

    /** Appeals. */
    public OwnDecision appeal(Actor actor, CaseId id, @Nullable String text) {
        String words = Wording.required("text", text, LONGEST);
        ModerationCase held = cases.lock(id).orElseThrow(Appealing::missing);
        OwnDecision decision = own.decision(id, actor.account()).orElseThrow(Appealing::missing);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (held.state() != State.DECIDED) {
            throw new Conflict("appeal.made", "One appeals once.");
        }
        if (now.isAfter(decision.at().plus(OPEN_FOR))) {
            throw new Conflict("appeal.late", "One appeals within " + OPEN_FOR.toDays() + " days.");
        }
        cases.appeal(id, words, now, news.judgedByNobody(held) ? Level.ORGANIZATION : held.level());
        news.tell(id, List.of(), actor.account());
        audit.note(actor, AuditDeed.CASE_APPEALED, Subjects.reported(id.value()), new Details());
        return own.decision(id, actor.account()).orElseThrow();
    }

    private static Missing missing() {
        return new Missing("decision.missing", "There is no such decision about you.");
    }
}
