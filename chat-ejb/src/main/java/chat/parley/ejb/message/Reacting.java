package chat.parley.ejb.message;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reaction;
import chat.parley.jpa.message.Reactions;

/** Answering a message with one sign. */
@Stateless
public class Reacting {

    /** So many different reactions a message can have. */
    static final int MOST_REACTIONS = 20;

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Changes changes;

    @Inject
    Reactions reactions;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /**
     * Reacts with an emoji, or takes that back. What is so already stays so, and nobody is told.
     *
     * @return the number of the message's last change, after which it is so
     */
    public long react(Actor actor, ConversationId conversation, long seq, String emoji, boolean on) {
        String sign = Emoji.canonical(emoji);
        rate.take(actor);
        access.toRead(actor, conversation);
        changes.lock(conversation, seq);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        Changeable.check(access.toReact(actor, conversation), message);
        if (reactions.of(actor.account(), conversation, seq).contains(sign) == on) {
            return message.rev();
        }
        if (on) {
            checkThere(actor, sign);
            checkRoom(message, sign);
        }
        PostedMessage changed = on
                ? changes.react(message, sign, actor.account(), clock.instant())
                : changes.takeBack(message, sign, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(changed.rev(), changed));
        return changed.rev();
    }

    /** What was taken away from the organization's emoji can be taken back, and not be said any more. */
    private void checkThere(Actor actor, String sign) {
        if (!Emoji.customName(sign)
                .map(name -> reactions.isCustom(actor.organization(), name))
                .orElse(true)) {
            throw Emoji.none();
        }
    }

    private static void checkRoom(PostedMessage message, String sign) {
        List<Reaction> there = reactions(message);
        if (there.size() >= MOST_REACTIONS
                && there.stream().noneMatch(reaction -> reaction.emoji().equals(sign))) {
            throw new Conflict(
                    "reaction.too-many", "A message has at most " + MOST_REACTIONS + " different reactions.");
        }
    }

    /**
     * What a message was answered with.
     *
     * @param own what of it the asker has said too
     */
    public record Shown(List<Reaction> reactions, Set<String> own) {}

    /** What a message was answered with, as somebody sees it. */
    public Shown shown(Actor actor, ConversationId conversation, long seq) {
        return new Shown(
                reactions(readable(actor, conversation, seq)), reactions.of(actor.account(), conversation, seq));
    }

    /** At most {@code limit} of those who have reacted with this emoji after the change of a number, in their order. */
    public Page<Reactions.Reactor> reactors(
            Actor actor, ConversationId conversation, long seq, String emoji, long after, int limit) {
        String sign = Emoji.canonical(emoji);
        Page.check(limit);
        readable(actor, conversation, seq);
        return Page.of(reactions.reactors(conversation, seq, sign, after, limit + 1), limit, Reactions.Reactor::rev);
    }

    private PostedMessage readable(Actor actor, ConversationId conversation, long seq) {
        return Changeable.readable(access.toRead(actor, conversation), messages, seq);
    }

    private static List<Reaction> reactions(PostedMessage message) {
        MessageParts parts = message.parts();
        return parts == null ? List.of() : parts.reactions();
    }
}
