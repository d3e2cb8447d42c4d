package chat.parley.ejb.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Level;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.report.OwnReports;
import chat.parley.jpa.report.Reports;
import org.jspecify.annotations.Nullable;

/** Tells those whom a case concerns, as a change of their own states: whoever is away now learns of it on coming back. */
@ApplicationScoped
public class CaseNews {

    /** Of more who decide about it, the first of them are told; the others see it when they look. */
    private static final int MOST_TOLD = 100;

    @Inject
    ConversationAccess access;

    @Inject
    Cases cases;

    @Inject
    Reports reports;

    @Inject
    OwnReports own;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    /** Somebody's report in a case, as they are told of it. */
    Optional<OwnReport> report(CaseId id, AccountId reporter) {
        return own.report(id, reporter);
    }

    /** Whether the moderators of the conversation are to decide, and all of them have to do with it themselves. */
    boolean judgedByNobody(ModerationCase about) {
        return about.level() == Level.CONVERSATION
                && cases.judges(about.id(), access.judges(), 1).isEmpty();
    }

    /** Those who decide about a case where it lies now. */
    List<AccountId> judges(CaseId id) {
        return cases.judges(id, access.judges(), MOST_TOLD);
    }

    /** Tells those who decide that the case has changed, these who reported it, and the accused where one is named. */
    void tell(CaseId id, List<AccountId> reporters, @Nullable AccountId accused) {
        tell(id, judges(id), reporters, accused);
    }

    /** The same, where those who decide become others by it: with those who did before. */
    void tell(CaseId id, List<AccountId> judges, List<AccountId> reporters, @Nullable AccountId accused) {
        Set<AccountId> everybody = new HashSet<>(judges);
        everybody.addAll(reporters);
        if (accused != null) {
            everybody.add(accused);
        }
        Map<AccountId, Long> revs = numbers.next(everybody);
        tellJudges(only(judges, revs));
        tellReporters(id, only(reporters, revs));
        if (accused != null) {
            long rev = revs.getOrDefault(accused, 0L);
            reports.toldAccused(id, rev);
            own.decision(id, accused)
                    .ifPresent(decision -> feed.publishOnCommit(new ChatEvent.DecisionChanged(accused, decision, rev)));
        }
    }

    private void tellJudges(Map<AccountId, Long> revs) {
        reports.toldJudges(revs);
        revs.forEach((account, rev) -> feed.publishOnCommit(new ChatEvent.QueueChanged(account, rev)));
    }

    private void tellReporters(CaseId id, Map<AccountId, Long> revs) {
        reports.told(id, revs);
        revs.forEach((account, rev) -> own.report(id, account)
                .ifPresent(report -> feed.publishOnCommit(new ChatEvent.ReportChanged(account, report, rev))));
    }

    private static Map<AccountId, Long> only(List<AccountId> accounts, Map<AccountId, Long> revs) {
        Map<AccountId, Long> some = new HashMap<>(revs);
        some.keySet().retainAll(Set.copyOf(accounts));
        return some;
    }
}
