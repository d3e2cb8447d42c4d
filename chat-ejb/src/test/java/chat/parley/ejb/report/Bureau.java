package chat.parley.ejb.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.message.Withdrawals;
import chat.parley.ejb.message.Withdrawing;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.IdentityTables;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.report.CaseFile;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.CaseLine;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.Cases.Filter;
import chat.parley.jpa.report.Decision;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.OwnDecision;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.report.OwnReports;
import chat.parley.jpa.report.ReportReason;
import chat.parley.jpa.report.Reports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

/** A company with all that one does about reports, put together as the container would; each call in its transaction. */
final class Bureau {

    final Company company;
    final Withdrawing withdrawing;

    private final Reporting reporting = new Reporting();
    private final CaseQueue queue = new CaseQueue();
    private final TakingCases taking = new TakingCases();
    private final Deciding deciding = new Deciding();
    private final Appealing appealing = new Appealing();
    private final OwnReports own;
    private final Messages messages;

    Bureau(Sequences sequences, TestTransactions transactions, TestEntities entities) {
        company = new Company(sequences, transactions);
        withdrawing = Withdrawals.in(company);
        own = new OwnReports(company.database);
        messages = new Messages(company.database);
        wire(sequences, new IdentityTables(transactions, entities, sequences));
    }

    private void wire(Sequences sequences, IdentityTables tables) {
        ConversationAccess access = company.access;
        Cases cases = new Cases(company.database);
        Reports reports = new Reports(company.database);
        CaseNews news = new CaseNews();
        news.access = access;
        news.cases = cases;
        news.reports = reports;
        news.own = own;
        news.numbers = company.numbers;
        news.feed = company.feed;
        CaseDoor door = new CaseDoor();
        door.access = access;
        door.cases = cases;
        door.reports = reports;
        OpeningCases opening = new OpeningCases();
        opening.cases = cases;
        opening.reports = reports;
        opening.news = news;
        opening.audit = company.audit;
        opening.sequences = sequences;
        opening.clock = company.clock;
        reporting.access = access;
        reporting.messages = messages;
        reporting.accounts = tables.accounts;
        reporting.own = own;
        reporting.opening = opening;
        reporting.rate = new ReportRate();
        reporting.rate.clock = company.clock;
        reporting.rate.meters = new SimpleMeterRegistry();
        reporting.rate.open();
        queue.access = access;
        queue.door = door;
        queue.cases = cases;
        queue.reports = reports;
        taking.door = door;
        taking.cases = cases;
        taking.news = news;
        taking.audit = company.audit;
        taking.clock = company.clock;
        Enforcing enforcing = new Enforcing();
        enforcing.door = door;
        enforcing.cases = cases;
        enforcing.changes = new Changes(company.database);
        enforcing.withdrawing = withdrawing;
        enforcing.sanctioning = company.sanctioning;
        deciding.door = door;
        deciding.cases = cases;
        deciding.reports = reports;
        deciding.news = news;
        deciding.enforcing = enforcing;
        deciding.audit = company.audit;
        deciding.clock = company.clock;
        appealing.cases = cases;
        appealing.own = own;
        appealing.news = news;
        appealing.audit = company.audit;
        appealing.clock = company.clock;
    }

    /** The number of what was said. */
    long say(Actor by, ConversationId conversation, String words) {
        return ((Appended.Posted) company.say(by, conversation, words))
                .message()
                .seq();
    }

    Filed report(Actor by, ConversationId conversation, long seq) {
        return report(by, conversation, seq, new FileReport(ReportReason.HARASSMENT, "This is about me."));
    }

    Filed report(Actor by, ConversationId conversation, long seq, FileReport wish) {
        return company.done(() -> reporting.message(by, conversation, seq, wish));
    }

    Filed report(Actor by, Actor person) {
        return company.done(() -> reporting.person(by, person.account(), new FileReport(ReportReason.SPAM, null)));
    }

    List<CaseLine> list(Actor judge, Filter filter) {
        return queue.page(judge, filter, null, null, 50).page().items();
    }

    /** The numbers of those that wait for somebody's decision. */
    List<CaseId> open(Actor judge) {
        return list(judge, Filter.OPEN).stream().map(line -> line.about().id()).toList();
    }

    CaseFile look(Actor judge, CaseId id) {
        return queue.look(judge, id);
    }

    void take(Actor judge, CaseId id) {
        company.done(() -> taking.take(judge, id));
    }

    void release(Actor judge, CaseId id) {
        company.done(() -> taking.release(judge, id));
    }

    void escalate(Actor judge, CaseId id) {
        company.done(() -> taking.escalate(judge, id, "too much for us"));
    }

    /** Takes it and decides. */
    ModerationCase decide(Actor judge, CaseId id, Decision decision, @Nullable Instant until) {
        take(judge, id);
        return decideTaken(judge, id, new DecideCase(decision, "so we decided", until, null));
    }

    ModerationCase decideTaken(Actor judge, CaseId id, DecideCase wish) {
        return company.done(() -> deciding.decide(judge, id, wish));
    }

    OwnDecision appeal(Actor accused, CaseId id) {
        return company.done(() -> appealing.appeal(accused, id, "It was a quotation."));
    }

    ModerationCase answer(Actor judge, CaseId id, boolean reversed) {
        take(judge, id);
        return company.done(() -> deciding.answer(judge, id, reversed, "we looked again"));
    }

    List<OwnDecision> decisionsAbout(Actor somebody) {
        return appealing.decisions(somebody, null, 50).items().stream()
                .map(OwnReports.WrittenDecision::decision)
                .toList();
    }

    OwnReport.State stateOf(Actor reporter, CaseId id) {
        return own.report(id, reporter.account()).orElseThrow().state();
    }

    boolean isToldOfAQueue(Actor judge, long since) {
        return own.queueChangedSince(judge.account(), since);
    }

    PostedMessage message(ConversationId conversation, long seq) {
        return messages.find(conversation, seq).orElseThrow();
    }

    void edit(ConversationId conversation, long seq, AccountId by, String body) {
        company.done(() -> {
            Changes changes = new Changes(company.database);
            changes.lock(conversation);
            changes.edit(message(conversation, seq), body, Mentioned.NOBODY, by, company.clock.instant());
        });
    }

    Instant in(Duration time) {
        return company.clock.instant().plus(time);
    }

    /** What was noted of the company. */
    List<AuditNote> noted() {
        return new AuditEntries(company.database)
                .after(company.organization, 0, 1_000).stream()
                        .map(AuditEntry::note)
                        .toList();
    }
}
