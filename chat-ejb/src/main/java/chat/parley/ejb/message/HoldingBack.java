package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Gatekeepers;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.screening.HeldMessage;
import chat.parley.jpa.screening.HeldMessage.State;
import chat.parley.jpa.screening.HeldMessages;
import chat.parley.jpa.screening.MessageFlags;
import chat.parley.jpa.screening.ScreeningRule;
import org.jspecify.annotations.Nullable;

/** What is done with a message that meets a rule, before it would join the log. Only of such a one is anything asked. */
@Stateless
public class HoldingBack {

    /** So many messages of one sender wait at a conversation at the most. */
    static final int MOST_WAITING = 50;

    @Inject
    HeldMessages held;

    @Inject
    MessageFlags flags;

    @Inject
    Gatekeepers gatekeepers;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /**
     * Does what the strictest rule says. A try of a message that is in the log already passes, whatever the rules say now,
     * for it is answered with its number; so does one that a moderator has released.
     *
     * @return since when it is held back, or empty if it may be posted now
     * @throws Denied {@code message.refused}, with the words of the rule or of whoever dropped it; {@code message.warned} if
     *     the sender is to look at it again
     */
    public Optional<Instant> obey(Actor actor, PostMessage wish, ScreeningRule rule) {
        if (held.isPosted(wish.conversation(), actor.account(), wish.id())) {
            return Optional.empty();
        }
        return switch (rule.verdict()) {
            case ALLOW, REDACT -> Optional.empty();
            case FLAG -> flag(actor, wish, rule);
            case WARN -> {
                if (!wish.anyway()) {
                    throw new Denied("message.warned", rule.words());
                }
                yield flag(actor, wish, rule);
            }
            case HOLD -> hold(actor, wish, rule);
            case REFUSE -> throw refused(rule.words());
        };
    }

    private Optional<Instant> flag(Actor actor, PostMessage wish, ScreeningRule rule) {
        flags.note(wish.conversation(), actor.account(), wish.id(), rule.name(), clock.instant());
        return Optional.empty();
    }

    /** A page of the actor's own messages that wait, wherever that is, the oldest first. */
    public Page<HeldMessage> mine(Actor actor, @Nullable Long after, int limit) {
        Page.check(limit);
        return Page.of(
                held.waiting(actor.account(), Objects.requireNonNullElse(after, 0L), limit + 1),
                limit,
                HeldMessage::number);
    }

    private Optional<Instant> hold(Actor actor, PostMessage wish, ScreeningRule rule) {
        Optional<HeldMessage> before = held.find(wish.conversation(), actor.account(), wish.id());
        if (before.isPresent()) {
            return since(before.get());
        }
        if (held.waiting(wish.conversation(), actor.account()) >= MOST_WAITING) {
            throw new Conflict("held.full", "Too many of your messages wait there for a moderator already.");
        }
        List<AccountId> moderators = gatekeepers.hold(wish.conversation(), actor.account());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        OptionalLong rev = held.hold(message(actor, wish, rule, now));
        HeldMessage message = held.find(wish.conversation(), actor.account(), wish.id())
                .orElseThrow(() -> refused(rule.words())); // the two of a direct conversation have no moderator
        rev.ifPresent(number -> {
            gatekeepers.tell(wish.conversation(), moderators);
            feed.publishOnCommit(new ChatEvent.HeldChanged(message, number));
        });
        return since(message);
    }

    private static Optional<Instant> since(HeldMessage message) {
        if (message.state() == State.DROPPED) {
            String reason = message.reason();
            throw refused(reason == null ? message.words() : reason);
        }
        return message.state() == State.HELD ? Optional.of(message.at()) : Optional.empty();
    }

    private static HeldMessage message(Actor actor, PostMessage wish, ScreeningRule rule, Instant now) {
        return new HeldMessage(
                0,
                wish.conversation(),
                actor.account(),
                wish.id(),
                wish.format(),
                wish.body(),
                wish.replyTo(),
                wish.thread(),
                wish.source(),
                wish.purpose(),
                rule.name(),
                rule.words(),
                now,
                State.HELD,
                null);
    }

    /** That a rule, or whoever reviewed it, does not want it said. */
    static Denied refused(String words) {
        return new Denied("message.refused", words);
    }
}
