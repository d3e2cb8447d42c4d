package chat.parley.jpa.conversation;

import java.util.List;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.BulkConversations.Rooms;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SystemEvent;
import chat.parley.jpa.message.SystemMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class BulkConversationsTest {

    private final Town town;
    private final BulkConversations bulk;
    private final Messages messages;

    BulkConversationsTest(Database database, Sequences sequences, TestTransactions transactions) {
        town = new Town(database, sequences, transactions);
        bulk = new BulkConversations(database, sequences);
        messages = new Messages(database);
    }

    @Test
    void rooms_come_out_as_if_each_had_been_founded_by_its_first_member() {
        long[] people = town.people(6);

        ConversationId[] rooms =
                town.transactions.call(() -> bulk.found(new Rooms(town.organization, false, 3, Town.NOON), people));

        assertThat(rooms).hasSize(2);
        assertThat(town.membership(new AccountId(people[3]), rooms[1]))
                .isEqualTo(new Membership(Role.OWNER, 1, Span.since(1)));
        assertThat(town.membership(new AccountId(people[4]), rooms[1]).role()).isEqualTo(Role.MEMBER);
        assertThat(event(rooms[1], 1)).isEqualTo(new SystemEvent.Created(List.of(people[3], people[4], people[5])));
        assertThat(town.memberships.headsOf(new AccountId(people[5])))
                .containsExactly(new Memberships.Head(rooms[1], 1, 1, 1, 0, 1, Role.MEMBER));
        assertThat(town.states.own(new AccountId(people[5])).rev()).isEqualTo(1);
        assertThat(town.standing(new AccountId(people[5]), rooms[1]).accessRev())
                .isZero();
    }

    @Test
    void a_room_of_many_tells_of_its_members_in_several_messages() {
        long[] people = town.people(1_201);

        ConversationId room = town.transactions
                .call(() -> bulk.found(new Rooms(town.organization, false, 1_201, Town.NOON), people))[0];

        assertThat(town.numbers(room)).containsExactly(1L, 2L, 3L);
        assertThat(event(room, 2))
                .isEqualTo(new SystemEvent.Joined(
                        LongStream.of(people).skip(500).limit(500).boxed().toList()));
        assertThat(town.membership(new AccountId(people[1_200]), room))
                .isEqualTo(new Membership(Role.MEMBER, 3, Span.since(1)));
        assertThat(town.memberships.headsOf(new AccountId(people[0])))
                .extracting("lastSeq")
                .containsExactly(3L);
    }

    @Test
    void pairs_are_direct_conversations_that_are_found_again() {
        long[] people = town.people(4);

        ConversationId[] pairs =
                town.transactions.call(() -> bulk.found(new Rooms(town.organization, true, 2, Town.NOON), people));

        AccountId ben = new AccountId(people[2]);
        AccountId anna = new AccountId(people[3]);
        assertThat(town.conversations.direct(anna, ben)).contains(pairs[1]);
        assertThat(town.memberships.summary(ben, pairs[1]))
                .get()
                .extracting(ConversationSummary::kind, ConversationSummary::with, ConversationSummary::role)
                .containsExactly(ConversationKind.DIRECT, anna, Role.MEMBER);
    }

    private SystemEvent event(ConversationId conversation, long seq) {
        PostedMessage message = messages.find(conversation, seq).orElseThrow();
        return SystemMessages.event(message);
    }
}
