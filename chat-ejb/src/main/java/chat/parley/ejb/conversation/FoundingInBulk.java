package chat.parley.ejb.conversation;

import java.time.Clock;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.BulkConversations;
import chat.parley.jpa.conversation.BulkConversations.Rooms;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/** Founds many conversations of new accounts at once, for load tests. Nobody is told: nobody is connected yet. */
@Stateless
public class FoundingInBulk {

    @Inject
    BulkConversations conversations;

    @Inject
    Clock clock;

    /**
     * Founds groups, or direct conversations, that are all of one size.
     *
     * @param accounts who they are for, room by room, nobody twice
     */
    public List<ConversationId> found(
            OrganizationId organization, boolean direct, int members, List<AccountId> accounts) {
        Rooms rooms = new Rooms(organization, direct, members, clock.instant());
        return List.of(conversations.found(
                rooms, accounts.stream().mapToLong(AccountId::value).toArray()));
    }
}
