package chat.parley.ejb.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.UserGroupMembers;
import chat.parley.jpa.identity.UserGroupProfile;

/** Whom one may speak to in a conversation, as somebody types a name: for whoever may write there. */
@ApplicationScoped
public class Mentionable {

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    @Inject
    Accounts accounts;

    @Inject
    UserGroupMembers groups;

    @Inject
    CallingAll callingAll;

    /** Somebody who could be named; who is no member would not be told. */
    public record Candidate(AccountId account, String username, String displayName, boolean member) {}

    /**
     * Whom a part of a name can mean.
     *
     * @param members how many the conversation has
     * @param all whether the one who asks may speak to all of them at once
     */
    public record Offer(List<Candidate> people, List<UserGroupProfile> groups, long members, boolean all) {}

    /**
     * At most {@code limit} people whose username, or a word of whose name, begins so: members first, then others; and as
     * many user groups, if something was typed.
     */
    public Offer offer(Actor actor, ConversationId conversation, String words, int limit) {
        Page.check(limit);
        boolean direct = access.toMention(actor, conversation).kind() == ConversationKind.DIRECT;
        long count = members.count(conversation);
        List<Candidate> people = new ArrayList<>();
        for (Members.Profile member : members.named(conversation, actor.account(), words, limit)) {
            people.add(new Candidate(member.account(), member.username(), member.displayName(), true));
        }
        boolean wider = !direct && !words.isBlank();
        if (wider && people.size() < limit) {
            addOthers(actor, conversation, words, limit, people);
        }
        List<UserGroupProfile> found =
                wider ? groups.search(actor.organization(), words.strip(), "", limit) : List.of();
        return new Offer(people, found, count, callingAll.isFree(actor, conversation, count));
    }

    private void addOthers(Actor actor, ConversationId conversation, String words, int limit, List<Candidate> people) {
        List<AccountProfile> found =
                accounts.search(actor.organization(), actor.account(), words.strip(), "", 2 * limit);
        long[] ids = found.stream().mapToLong(one -> one.id().value()).toArray();
        Set<AccountId> inside = new HashSet<>(Set.of(actor.account()));
        members.profiles(conversation, ids).forEach(member -> inside.add(member.account()));
        found.stream()
                .filter(one -> !inside.contains(one.id()))
                .limit(limit - people.size())
                .forEach(one -> people.add(new Candidate(one.id(), one.username(), one.displayName(), false)));
    }
}
