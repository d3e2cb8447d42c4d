package chat.parley.web.delivery;

import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Attention;
import chat.parley.jpa.message.HiddenMessages;
import chat.parley.jpa.message.Inbox;
import chat.parley.jpa.message.Inbox.Tidied;
import chat.parley.jpa.message.Removals;
import chat.parley.jpa.message.Responses;
import chat.parley.jpa.message.SavedMessages.Marked;
import chat.parley.jpa.message.ScheduledMessages;
import chat.parley.jpa.screening.HeldMessages;
import chat.parley.web.wire.ServerFrame;

/**
 * What an account has done with messages for itself, as its clients are told it who were away: what it has hidden and
 * answered, what was taken away of it, and what it wants to be posted later.
 */
@Dependent
public class OwnMessages {

    private static final int MARKS_AT_ONCE = 500;

    private static final int REMOVALS_AT_ONCE = 100;

    /** However long each of them is, a frame of so many finds room in an outbox. */
    private static final int BODIES_AT_ONCE = 20;

    @Inject
    HiddenMessages hidden;

    @Inject
    Removals removals;

    @Inject
    Responses responses;

    @Inject
    ScheduledMessages scheduled;

    @Inject
    Inbox inbox;

    @Inject
    HeldMessages held;

    /** What decides which messages concern an account. */
    Attention attention(AccountId account) {
        return inbox.attention(account);
    }

    /** Tells what is newer than its client knows; which knows no more numbers by it. */
    void tell(AccountId account, long known, Consumer<ServerFrame> out) {
        OwnState.tell(
                known,
                since -> hidden.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Marked::rev,
                (rev, page) ->
                        OwnFrames.hidden(rev, page.stream().map(Marked::mark).toList()),
                out);
        OwnState.tell(
                known,
                since -> removals.since(account, since, REMOVALS_AT_ONCE),
                REMOVALS_AT_ONCE,
                Removals.Told::rev,
                (rev, page) -> OwnFrames.removals(
                        rev, page.stream().map(Removals.Told::removal).toList()),
                out);
        OwnState.tell(
                known,
                since -> responses.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Responses.Answered::rev,
                (rev, page) -> OwnFrames.responses(
                        rev, page.stream().map(Responses.Answered::response).toList()),
                out);
        OwnState.tell(
                known,
                since -> scheduled.since(account, since, BODIES_AT_ONCE),
                BODIES_AT_ONCE,
                ScheduledMessages.Kept::rev,
                (rev, page) -> OwnFrames.scheduled(
                        rev, page.stream().map(ScheduledMessages.Kept::message).toList()),
                out);
        inbox.tidied(account)
                .filter(tidied -> tidied.rev() > known)
                .map(Tidied::until)
                .ifPresent(until -> out.accept(OwnFrames.inbox(known, List.of(), until)));
        OwnState.tell(
                known,
                since -> inbox.since(account, since, MARKS_AT_ONCE),
                MARKS_AT_ONCE,
                Inbox.Marked::rev,
                (rev, page) -> OwnFrames.inbox(
                        rev, page.stream().map(Inbox.Marked::mark).toList(), null),
                out);
        OwnState.tell(
                known,
                since -> held.since(account, since, BODIES_AT_ONCE),
                BODIES_AT_ONCE,
                HeldMessages.Written::rev,
                (rev, page) -> OwnFrames.held(
                        rev, page.stream().map(HeldMessages.Written::message).toList()),
                out);
    }
}
