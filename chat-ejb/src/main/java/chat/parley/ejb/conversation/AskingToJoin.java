package chat.parley.ejb.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.JoinRequest.State;
import chat.parley.jpa.conversation.JoinRequests;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** Asking to be let into a private channel that allows to be asked, and not wanting it any more. */
@Stateless
public class AskingToJoin {

    /** How many can wait at one conversation. */
    static final int MOST_WAITING = 200;

    /** At how many one can wait. */
    static final int MOST_ASKED = 20;

    private static final Duration AFTER_REFUSAL = Duration.ofDays(1);
    private static final int MOST_SHOWN = 200;

    @Inject
    ConversationAccess access;

    @Inject
    Conversations conversations;

    @Inject
    JoinRequests requests;

    @Inject
    Gatekeepers gatekeepers;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** Asks, or says something else to what was asked before; whoever was refused waits for a day. */
    public JoinRequest ask(Actor actor, ConversationId conversation, @Nullable String text) {
        String words = text == null ? null : Titles.reason(text);
        access.toAsk(actor, conversation);
        Optional<JoinRequest> before = requests.find(conversation, actor.account());
        boolean waits = before.filter(request -> request.state() == State.OPEN).isPresent();
        List<AccountId> told = List.of();
        if (!waits) {
            check(actor, conversation, before);
            told = gatekeepers.hold(conversation, actor.account());
        }
        long rev = requests.ask(conversation, actor.account(), words, clock.instant());
        gatekeepers.tell(conversation, told);
        return told(actor, conversation, rev);
    }

    /** Does not want it any more. */
    public void withdraw(Actor actor, ConversationId conversation) {
        checkWaits(requests, conversation, actor.account());
        conversations.lock(conversation);
        checkWaits(requests, conversation, actor.account());
        List<AccountId> told = gatekeepers.hold(conversation, actor.account());
        long rev = requests.answer(conversation, actor.account(), State.WITHDRAWN, actor.account(), clock.instant());
        gatekeepers.tell(conversation, told);
        told(actor, conversation, rev);
    }

    /** What became of it wherever the actor has asked, in the order of the last change. */
    public List<JoinRequest> mine(Actor actor) {
        return requests.since(actor.account(), 0, MOST_SHOWN).stream()
                .map(JoinRequests.Written::request)
                .toList();
    }

    private void check(Actor actor, ConversationId conversation, Optional<JoinRequest> before) {
        Instant recently = clock.instant().minus(AFTER_REFUSAL);
        if (before.filter(request -> wasRefusedAfter(request, recently)).isPresent()) {
            throw new Conflict("join-request.refused", "You were refused less than a day ago.");
        }
        if (requests.waiting(conversation) >= MOST_WAITING) {
            throw new Conflict("join-request.full", "Too many wait for an answer there already.");
        }
        if (requests.waiting(actor.account()) >= MOST_ASKED) {
            throw new Conflict("join-request.too-many", "You wait for an answer at too many conversations already.");
        }
    }

    private JoinRequest told(Actor actor, ConversationId conversation, long rev) {
        JoinRequest request = requests.find(conversation, actor.account()).orElseThrow();
        feed.publishOnCommit(new ChatEvent.JoinRequestChanged(request, rev));
        return request;
    }

    private static boolean wasRefusedAfter(JoinRequest request, Instant moment) {
        Instant answered = request.answeredAt();
        return request.state() == State.REFUSED && answered != null && answered.isAfter(moment);
    }

    /** Refuses what is about nobody who waits. */
    static void checkWaits(JoinRequests requests, ConversationId conversation, AccountId account) {
        if (requests.find(conversation, account)
                .filter(request -> request.state() == State.OPEN)
                .isEmpty()) {
            throw new Missing("join-request.missing", "Nobody waits for an answer to that.");
        }
    }
}
