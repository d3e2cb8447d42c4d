package chat.parley.ejb.conversation;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.JoinRequests;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Members.Arrival;
import chat.parley.jpa.conversation.Members.Candidate;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SystemEvent.Joined;
import org.jspecify.annotations.Nullable;

import static chat.parley.jpa.message.SystemEvent.MOST_ACCOUNTS;

/** How people come into a conversation: a message for up to 500 of them, and then their rows, all by sets. */
@ApplicationScoped
public class Arrivals {

    @Inject
    Chronicle chronicle;

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    @Inject
    JoinRequests requests;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** Somebody comes by themselves. */
    void enter(ConversationId conversation, HistoryVisibility history, Actor actor, Role role) {
        List<Long> account = List.of(actor.account().value());
        long seq = chronicle.write(conversation, actor, new Joined(account, unlessMember(role)));
        seat(conversation, history, seq, role, seq, List.of(actor.account()));
        settle(conversation, actor, List.of(actor.account()));
    }

    /** These are brought in, who are no members; what tells of it is new to them. */
    void bring(ConversationId conversation, HistoryVisibility history, Actor by, Role role, List<AccountId> accounts) {
        for (int from = 0; from < accounts.size(); from += MOST_ACCOUNTS) {
            List<AccountId> some = accounts.subList(from, Math.min(from + MOST_ACCOUNTS, accounts.size()));
            long seq = chronicle.write(conversation, by, new Joined(numbers(some), unlessMember(role)));
            seat(conversation, history, seq, role, seq - 1, some);
            settle(conversation, by, some);
        }
    }

    /** These are members from the message of this number on, and have nothing unread up to {@code read}. */
    void seat(
            ConversationId conversation,
            HistoryVisibility history,
            long seq,
            Role role,
            long read,
            List<AccountId> accounts) {
        long from = members.firstSeen(conversation, history, seq);
        members.add(new Arrival(conversation, seq, from, role, read), array(accounts));
    }

    /** Those of them who waited for an answer have it. */
    private void settle(ConversationId conversation, Actor by, List<AccountId> accounts) {
        requests.settle(conversation, array(accounts), by.account(), clock.instant())
                .forEach(it -> feed.publishOnCommit(new ChatEvent.JoinRequestChanged(it.request(), it.rev())));
    }

    /** Those of these accounts that can become members and are none yet, brought in by a member. */
    List<AccountId> newcomers(ConversationId conversation, Actor by, List<AccountId> accounts) {
        return newcomers(conversation, by, Capacity.MEMBER, accounts);
    }

    /** Those of these accounts that can become members and are none yet. */
    List<AccountId> newcomers(ConversationId conversation, Actor by, Capacity capacity, List<AccountId> accounts) {
        List<Candidate> candidates =
                members.candidates(conversation, by.organization(), array(accounts), clock.instant());
        candidates.stream()
                .filter(candidate -> !candidate.eligible())
                .findFirst()
                .ifPresent(stranger -> {
                    throw new Missing("account.missing", "There is no account " + stranger.account() + ".");
                });
        candidates.stream().filter(Candidate::banned).findFirst().ifPresent(outcast -> {
            throw new Conflict("member.banned", "Account " + outcast.account() + " is banned from the conversation.");
        });
        List<AccountId> newcomers = candidates.stream()
                .filter(candidate -> !candidate.member())
                .map(Candidate::account)
                .toList();
        access.toBring(by, capacity, conversation, newcomers);
        return newcomers;
    }

    /** Those of these accounts that can become members and are none yet, without a word of those that cannot. */
    List<AccountId> willing(ConversationId conversation, Actor by, List<AccountId> accounts) {
        List<AccountId> eligible =
                members.candidates(conversation, by.organization(), array(accounts), clock.instant()).stream()
                        .filter(candidate -> candidate.eligible() && !candidate.banned() && !candidate.member())
                        .map(Candidate::account)
                        .toList();
        return access.unparted(conversation, eligible);
    }

    static List<Long> numbers(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toList();
    }

    static long[] array(List<AccountId> accounts) {
        return accounts.stream().mapToLong(AccountId::value).toArray();
    }

    private static @Nullable Role unlessMember(Role role) {
        return role == Role.MEMBER ? null : role;
    }
}
