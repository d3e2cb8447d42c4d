package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.message.ScheduledMessage;
import chat.parley.jpa.message.ScheduledMessage.State;
import chat.parley.jpa.message.ScheduledMessages;
import chat.parley.jpa.message.ScheduledMessages.Due;
import chat.parley.jpa.message.ScheduledMessages.Kept;

/**
 * Posts what was scheduled when its time has come. One node holds a message while it posts it, in a transaction of its own
 * for each, which ends by noting that it was sent. If the node dies in between, another posts it again under the same id,
 * and the log answers that it is there (docs/decisions/0139).
 */
@Stateless
public class SendingScheduled {

    private static final Duration A_LITTLE = Duration.ofSeconds(5);
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    @Inject
    ScheduledMessages scheduled;

    @Inject
    Posting posting;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** Posts the message whose time came first; the answer is whether there was any. */
    public boolean sendNext() {
        Optional<Due> due = scheduled.takeDue(clock.instant());
        due.ifPresent(this::send);
        return due.isPresent();
    }

    private void send(Due due) {
        Kept kept = due.kept();
        ScheduledMessage message = kept.message();
        if (due.disabled()) {
            settle(kept, refused(message, "account.disabled"));
            return;
        }
        try {
            posting.post(actor(due), wish(message));
            settle(kept, Scheduling.ended(message, State.SENT));
        } catch (TooMany e) {
            postpone(kept, Collections.max(List.of(A_LITTLE, e.retryAfter())));
        } catch (Unavailable e) {
            postpone(kept, A_LITTLE);
        } catch (ChatException e) {
            settle(kept, refused(message, e.code()));
        } catch (RuntimeException e) { // whatever it is: others wait behind this one
            ChatLog.LOG.scheduledWait(e);
            postpone(kept, A_WHILE);
        }
    }

    private void postpone(Kept kept, Duration pause) {
        scheduled.postpone(kept.account(), kept.message().id(), clock.instant().plus(pause));
    }

    /** The account's number is taken last: whoever posts there may wait for it, and we have waited for them. */
    private void settle(Kept kept, ScheduledMessage message) {
        long rev = numbers.next(kept.account());
        scheduled.put(kept.account(), kept.device(), message, rev);
        feed.publishOnCommit(new ChatEvent.MessageScheduled(kept.account(), message, rev));
    }

    private static PostMessage wish(ScheduledMessage message) {
        return new PostMessage(
                message.conversation(),
                message.id(),
                message.format(),
                message.body(),
                message.replyTo(),
                message.thread(),
                null);
    }

    private static Actor actor(Due due) {
        return new Actor(due.kept().account(), due.organization(), due.kept().device(), due.service(), Instant.MAX);
    }

    private static ScheduledMessage refused(ScheduledMessage message, String code) {
        return new ScheduledMessage(
                message.id(),
                message.conversation(),
                message.replyTo(),
                message.thread(),
                message.format(),
                message.body(),
                message.dueAt(),
                State.REFUSED,
                code);
    }
}
