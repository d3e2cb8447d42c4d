package chat.parley.web.delivery;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.AccountStates.Kept;
import chat.parley.jpa.conversation.Blocks;
import chat.parley.jpa.conversation.JoinRequests;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Attention;
import chat.parley.jpa.message.SavedMessages;
import chat.parley.jpa.message.SavedMessages.Marked;
import chat.parley.jpa.message.Threads;
import chat.parley.jpa.report.OwnReports;
import chat.parley.jpa.report.OwnReports.WrittenDecision;
import chat.parley.jpa.report.OwnReports.WrittenReport;
import chat.parley.web.wire.ServerFrame;

/**
 * What belongs to an account itself, as its clients are told it who were away: what it keeps, has marked and follows, where
 * it asked to join, whom it has blocked, what it has reported and was decided about it, and what {@link OwnMessages} has.
 */
@Dependent
public class OwnState {

    /** However long each of them is, a frame of so many finds room in an outbox. */
    private static final int BODIES_AT_ONCE = 20;

    private static final int MARKS_AT_ONCE = 500;

    /** With all the words that belong to each. */
    private static final int CASES_AT_ONCE = 20;

    @Inject
    AccountStates states;

    @Inject
    SavedMessages saved;

    @Inject
    Threads threads;

    @Inject
    JoinRequests requests;

    @Inject
    Blocks blocks;

    @Inject
    OwnReports reports;

    @Inject
    OwnMessages messages;

    /** An account, as it is now. */
    AccountStates.Own of(AccountId account) {
        return states.own(account);
    }

    /** What decides which messages concern an account. */
    Attention attention(AccountId account) {
        return messages.attention(account);
    }

    /** Those of these accounts whose number has moved past the one given, and where it is now. */
    Map<AccountId, Long> movedPast(Map<AccountId, Long> known) {
        return states.movedPast(known);
    }

    /** Tells what is newer than its client knows; which knows no more numbers by it. */
    void tell(AccountId account, long known, Consumer<ServerFrame> out) {
        tell(
                known,
                since -> states.memosSince(account, since, BODIES_AT_ONCE),
                BODIES_AT_ONCE,
                Kept::rev,
                (rev, page) ->
                        OwnFrames.memos(rev, page.stream().map(Kept::memo).toList()),
                out);
        tell(
                known,
                since -> saved.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Marked::rev,
                (rev, page) ->
                        OwnFrames.saved(rev, page.stream().map(Marked::mark).toList()),
                out);
        tell(
                known,
                since -> threads.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Threads.Marked::rev,
                (rev, page) -> OwnFrames.threads(
                        rev, page.stream().map(Threads.Marked::mark).toList()),
                out);
        tell(
                known,
                since -> requests.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                JoinRequests.Written::rev,
                (rev, page) -> OwnFrames.requests(
                        rev, page.stream().map(JoinRequests.Written::request).toList()),
                out);
        tell(
                known,
                since -> blocks.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Blocks.Written::rev,
                (rev, page) -> OwnFrames.blocks(
                        rev, page.stream().map(Blocks.Written::block).toList()),
                out);
        tell(
                known,
                since -> reports.reportsSince(account, since, CASES_AT_ONCE),
                CASES_AT_ONCE,
                WrittenReport::rev,
                (rev, page) -> OwnFrames.reports(
                        rev, page.stream().map(WrittenReport::report).toList()),
                out);
        tell(
                known,
                since -> reports.decisionsSince(account, since, CASES_AT_ONCE),
                CASES_AT_ONCE,
                WrittenDecision::rev,
                (rev, page) -> OwnFrames.decisions(
                        rev, page.stream().map(WrittenDecision::decision).toList()),
                out);
        if (reports.queueChangedSince(account, known)) {
            out.accept(OwnFrames.queue(known));
        }
        messages.tell(account, known, out);
    }

    /** Tells page after page of what is newer, each as a frame that moves no number. */
    static <T> void tell(
            long known,
            Function<Long, List<T>> read,
            int atOnce,
            ToLongFunction<T> number,
            BiFunction<Long, List<T>, ServerFrame> frame,
            Consumer<ServerFrame> out) {
        long since = known;
        List<T> page;
        do {
            page = read.apply(since);
            if (!page.isEmpty()) {
                since = number.applyAsLong(page.getLast());
                out.accept(frame.apply(known, page));
            }
        } while (page.size() == atOnce);
    }
}
