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
import chat.parley.jpa.message.HiddenMessages;
import chat.parley.jpa.message.Removals;
import chat.parley.jpa.message.Responses;
import chat.parley.jpa.message.SavedMessages;
import chat.parley.jpa.message.SavedMessages.Marked;
import chat.parley.jpa.message.ScheduledMessages;
import chat.parley.jpa.message.Threads;
import chat.parley.web.wire.ServerFrame;

/**
 * What belongs to an account itself, as its clients are told it who were away: what it keeps, has marked, follows and has
 * answered, where it asked to join, whom it has blocked, what was taken away of it, and what it wants to be posted later.
 */
@Dependent
public class OwnState {

    /** However long each of them is, a frame of so many finds room in an outbox. */
    private static final int MEMOS_AT_ONCE = 20;

    private static final int MARKS_AT_ONCE = 500;

    private static final int REMOVALS_AT_ONCE = 100;

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
    HiddenMessages hidden;

    @Inject
    Removals removals;

    @Inject
    Responses responses;

    @Inject
    ScheduledMessages scheduled;

    /** An account, as it is now. */
    AccountStates.Own of(AccountId account) {
        return states.own(account);
    }

    /** Those of these accounts whose number has moved past the one given, and where it is now. */
    Map<AccountId, Long> movedPast(Map<AccountId, Long> known) {
        return states.movedPast(known);
    }

    /** Tells what is newer than its client knows; which knows no more numbers by it. */
    void tell(AccountId account, long known, Consumer<ServerFrame> out) {
        tell(
                known,
                since -> states.memosSince(account, since, MEMOS_AT_ONCE),
                MEMOS_AT_ONCE,
                Kept::rev,
                (rev, page) ->
                        ServerFrames.memos(rev, page.stream().map(Kept::memo).toList()),
                out);
        tell(
                known,
                since -> saved.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Marked::rev,
                (rev, page) ->
                        ServerFrames.saved(rev, page.stream().map(Marked::mark).toList()),
                out);
        tell(
                known,
                since -> threads.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Threads.Marked::rev,
                (rev, page) -> ServerFrames.threads(
                        rev, page.stream().map(Threads.Marked::mark).toList()),
                out);
        tell(
                known,
                since -> requests.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                JoinRequests.Written::rev,
                (rev, page) -> ServerFrames.requests(
                        rev, page.stream().map(JoinRequests.Written::request).toList()),
                out);
        tell(
                known,
                since -> blocks.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Blocks.Written::rev,
                (rev, page) -> ServerFrames.blocks(
                        rev, page.stream().map(Blocks.Written::block).toList()),
                out);
        tell(
                known,
                since -> hidden.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Marked::rev,
                (rev, page) ->
                        ServerFrames.hidden(rev, page.stream().map(Marked::mark).toList()),
                out);
        tellOfMessages(account, known, out);
    }

    /** What it and others have done with messages. */
    private void tellOfMessages(AccountId account, long known, Consumer<ServerFrame> out) {
        tell(
                known,
                since -> removals.since(account, since, REMOVALS_AT_ONCE),
                REMOVALS_AT_ONCE,
                Removals.Told::rev,
                (rev, page) -> ServerFrames.removals(
                        rev, page.stream().map(Removals.Told::removal).toList()),
                out);
        tell(
                known,
                since -> responses.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Responses.Answered::rev,
                (rev, page) -> ServerFrames.responses(
                        rev, page.stream().map(Responses.Answered::response).toList()),
                out);
        tell(
                known,
                since -> scheduled.since(account, since, MEMOS_AT_ONCE),
                MEMOS_AT_ONCE,
                ScheduledMessages.Kept::rev,
                (rev, page) -> ServerFrames.scheduled(
                        rev, page.stream().map(ScheduledMessages.Kept::message).toList()),
                out);
    }

    private static <T> void tell(
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
