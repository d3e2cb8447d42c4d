package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.ScheduledMessage;
import chat.parley.jpa.message.ScheduledMessage.State;
import chat.parley.jpa.message.ScheduledMessages;

/**
 * Writing a message now that is to be posted later. It is kept by the server, and shown on all of one's devices; nobody else
 * knows of it. {@link SendingScheduled} posts it.
 */
@Stateless
public class Scheduling {

    /** So many messages of an account can wait for their time. */
    static final int MOST_SCHEDULED = 100;

    private static final Duration LONGEST_AHEAD = Duration.ofDays(366);

    @Inject
    ConversationAccess access;

    @Inject
    ScheduledMessages scheduled;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /**
     * Schedules a message, or changes one that waits under this id. A time that has come means at once. Whether its writer
     * may post it is judged now, and again when its time has come.
     */
    public ScheduledMessage schedule(Actor actor, PostMessage wish, Instant dueAt) {
        MessageBody.check(wish.body());
        rate.take(actor);
        access.toPost(actor, wish.conversation());
        if (dueAt.isAfter(clock.instant().plus(LONGEST_AHEAD))) {
            throw new Rejected("scheduled.time", "A message can be scheduled for the next 366 days.");
        }
        AccountId account = actor.account();
        Optional<ScheduledMessage> before = scheduled.hold(account, wish.id());
        if (before.filter(message -> message.state() == State.SENT).isPresent()) {
            throw sent();
        }
        long rev = numbers.next(actor);
        if (before.filter(ScheduledMessage::pending).isEmpty() && scheduled.count(account) >= MOST_SCHEDULED) {
            throw new Conflict("scheduled.too-many", "At most " + MOST_SCHEDULED + " messages wait for their time.");
        }
        ScheduledMessage message = new ScheduledMessage(
                wish.id(),
                wish.conversation(),
                wish.replyTo(),
                wish.thread(),
                wish.format(),
                wish.body(),
                dueAt,
                State.WAITING,
                null);
        put(actor, message, rev);
        return message;
    }

    /** Has a message posted at once which waits, or was refused. */
    public void sendNow(Actor actor, UUID id) {
        rate.take(actor);
        ScheduledMessage message = pending(actor, id);
        put(actor, due(message, clock.instant()), numbers.next(actor));
    }

    /** Deletes a message that waits, or was refused. What is not there stays so. */
    public void cancel(Actor actor, UUID id) {
        rate.take(actor);
        Optional<ScheduledMessage> there = scheduled.hold(actor.account(), id);
        if (there.filter(message -> message.state() == State.SENT).isPresent()) {
            throw sent();
        }
        there.filter(ScheduledMessage::pending)
                .ifPresent(message -> put(actor, ended(message, State.DELETED), numbers.next(actor)));
    }

    /** All that waits for its time or was refused, by that time. */
    public List<ScheduledMessage> pending(Actor actor) {
        return scheduled.pending(actor.account());
    }

    private ScheduledMessage pending(Actor actor, UUID id) {
        ScheduledMessage message = scheduled
                .hold(actor.account(), id)
                .orElseThrow(() -> new Missing("scheduled.missing", "No such message waits for its time."));
        if (message.state() == State.SENT) {
            throw sent();
        }
        if (!message.pending()) {
            throw new Missing("scheduled.missing", "No such message waits for its time.");
        }
        return message;
    }

    private void put(Actor actor, ScheduledMessage message, long rev) {
        scheduled.put(actor.account(), actor.device(), message, rev);
        feed.publishOnCommit(new ChatEvent.MessageScheduled(actor.account(), message, rev));
    }

    private static ScheduledMessage due(ScheduledMessage message, Instant now) {
        return new ScheduledMessage(
                message.id(),
                message.conversation(),
                message.replyTo(),
                message.thread(),
                message.format(),
                message.body(),
                now,
                State.WAITING,
                null);
    }

    /** What is remembered of a message that waits no longer. */
    static ScheduledMessage ended(ScheduledMessage message, State state) {
        return new ScheduledMessage(
                message.id(), message.conversation(), null, null, message.format(), "", message.dueAt(), state, null);
    }

    private static Conflict sent() {
        return new Conflict("scheduled.sent", "This message was sent.");
    }
}
