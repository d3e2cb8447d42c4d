package chat.parley.ejb.report;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Level;
import chat.parley.jpa.report.ModerationCase.Place;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.report.Reports;
import org.jspecify.annotations.Nullable;

/** Puts reports into the open case of what they are about, and opens it; in the caller's transaction. */
@ApplicationScoped
public class OpeningCases {

    /** With so many reports a case is looked at; more say nothing new. */
    static final int MOST_REPORTS = 200;

    @Inject
    Cases cases;

    @Inject
    Reports reports;

    @Inject
    CaseNews news;

    @Inject
    AuditLog audit;

    @Inject
    Sequences sequences;

    @Inject
    Clock clock;

    /** What became of it when this account reported this message last. */
    Optional<OwnReport> reported(PostedMessage message, AccountId reporter) {
        return reports.latest(message, reporter).flatMap(id -> news.report(id, reporter));
    }

    /** Reports a message, and keeps what is said there now. */
    Filed report(Actor actor, PostedMessage message, long from, FileReport wish) {
        ModerationCase open = open(
                actor,
                new Place(message.conversation(), message.seq(), null, false),
                message.sender(),
                () -> cases.lockOpen(message.conversation(), message.seq()));
        reports.keep(open.id(), message, from);
        return add(actor, open, wish);
    }

    /** Reports a person. */
    Filed report(Actor actor, AccountId person, FileReport wish) {
        return add(actor, open(actor, null, person, () -> cases.lockOpen(person)), wish);
    }

    private ModerationCase open(
            Actor actor, @Nullable Place place, AccountId accused, Supplier<Optional<ModerationCase>> lockOpen) {
        return lockOpen.get().orElseGet(() -> {
            CaseId id = new CaseId(sequences.next("case_id"));
            Level level = place == null ? Level.ORGANIZATION : Level.CONVERSATION;
            cases.open(id, actor.organization(), place, accused, level, now());
            // It may be another's, who was a moment earlier
            return lockOpen.get()
                    .orElseThrow(() -> new Conflict("case.decided", "It was decided about this just now."));
        });
    }

    private Filed add(Actor actor, ModerationCase open, FileReport wish) {
        AccountId reporter = actor.account();
        if (reports.has(open.id(), reporter)) {
            return new Filed(news.report(open.id(), reporter).orElseThrow(), false);
        }
        if (reports.count(open.id()) >= MOST_REPORTS) {
            throw new Conflict("report.enough", "Enough people have reported this; it is looked at.");
        }
        List<AccountId> judges = new ArrayList<>(news.judges(open.id()));
        reports.add(open.id(), new Reports.Report(reporter, wish.reason(), wish.text(), now()));
        if (news.judgedByNobody(open)) {
            cases.handTo(open.id(), Level.ORGANIZATION);
        }
        judges.addAll(news.judges(open.id()));
        news.tell(open.id(), judges, List.of(reporter), null);
        audit.note(
                actor,
                AuditDeed.REPORT,
                Subjects.reported(open.id().value()),
                details(open).with("reason", wish.reason()));
        return new Filed(news.report(open.id(), reporter).orElseThrow(), true);
    }

    private static Details details(ModerationCase open) {
        Place place = open.place();
        Details details = new Details().with("accused", open.accused().value());
        return place == null ? details : details.with("message", Subjects.message(place.conversation(), place.seq()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
