package chat.parley.ejb.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.report.OwnReports;
import chat.parley.jpa.report.OwnReports.WrittenReport;
import org.jspecify.annotations.Nullable;

/** Reporting a message that one may see, or a person. The same report twice is one. */
@Stateless
public class Reporting {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Accounts accounts;

    @Inject
    OwnReports own;

    @Inject
    OpeningCases opening;

    @Inject
    ReportRate rate;

    /**
     * Reports a message, in the words it has now. Whoever has reported it in these words already is answered with what
     * became of that.
     */
    public Filed message(Actor actor, ConversationId conversation, long seq, FileReport wish) {
        Admission admission = access.toRead(actor, conversation);
        PostedMessage message = Optional.of(seq)
                .filter(admission.span()::contains)
                .flatMap(number -> messages.find(conversation, number))
                .orElseThrow(() -> new Missing("message.missing", "There is no such message."));
        check(actor, message);
        Optional<OwnReport> before =
                opening.reported(message, actor.account()).filter(report -> covers(report, message));
        if (before.isPresent()) {
            return new Filed(before.get(), false);
        }
        rate.take(actor);
        return opening.report(actor, message, admission.span().from(), wish);
    }

    /** Reports a person, whatever they said and wherever. */
    public Filed person(Actor actor, AccountId account, FileReport wish) {
        if (account.equals(actor.account())) {
            throw yourself();
        }
        if (accounts.profile(actor.organization(), account).isEmpty()) {
            throw new Missing("account.missing", "There is no account " + account + ".");
        }
        rate.take(actor);
        return opening.report(actor, account, wish);
    }

    /** A page of one's reports, what changed last first; {@code after} ended the page before. */
    public Page<WrittenReport> mine(Actor actor, @Nullable Long after, int limit) {
        Page.check(limit);
        List<WrittenReport> found = own.reportsBefore(actor.account(), after, limit + 1);
        return Page.of(found, limit, WrittenReport::rev);
    }

    private static void check(Actor actor, PostedMessage message) {
        if (message.format() == Format.SYSTEM) {
            throw new Conflict("message.system", "What the system notes cannot be reported.");
        }
        if (message.deletedAt() != null) {
            throw new Conflict("message.deleted", "This message was deleted.");
        }
        if (message.sender().equals(actor.account())) {
            throw yourself();
        }
    }

    /** Whether a report is about what the message says now: nothing has been decided yet, or it was not edited since. */
    private static boolean covers(OwnReport report, PostedMessage message) {
        Instant edited = message.editedAt();
        return report.state() == OwnReport.State.OPEN || edited == null || !edited.isAfter(report.at());
    }

    private static Rejected yourself() {
        return new Rejected("report.own", "One does not report oneself.");
    }
}
