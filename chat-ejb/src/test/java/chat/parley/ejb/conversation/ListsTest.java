package chat.parley.ejb.conversation;

import java.util.ArrayList;
import java.util.List;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Conversations.Channel;
import chat.parley.jpa.conversation.Members.Profile;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** One's conversations, their members, and the channels there are. */
@ExtendWith(RealDatabase.class)
class ListsTest {

    private final Company company;
    private final Actor anna;
    private final Actor ben;

    ListsTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
    }

    @Test
    void a_page_of_ones_conversations_is_two_statements_however_many_there_are() {
        for (int i = 0; i < 20; i++) {
            company.say(anna, company.group(anna, ben), "hello");
        }

        int statements = company.statements.of(() -> {
            Page<ConversationSummary> page = company.mine.page(ben, null, 200);
            assertThat(page.items()).hasSize(20).allSatisfy(one -> {
                assertThat(one.unread()).isEqualTo(2);
                assertThat(one.last()).isNotNull().extracting("body").isEqualTo("hello");
            });
        });

        assertThat(statements)
                .as("the list, and how many unread ones speak to oneself")
                .isEqualTo(2);
    }

    @Test
    void pages_lead_through_all_conversations_and_end() {
        List<ConversationId> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.addFirst(company.group(anna));
        }

        List<ConversationId> seen = new ArrayList<>();
        @Nullable Long next = null;
        do {
            Page<ConversationSummary> page = company.mine.page(anna, next, 2);
            page.items().forEach(one -> seen.add(one.id()));
            next = page.next();
        } while (next != null);

        assertThat(seen).isEqualTo(all);
    }

    @Test
    void pages_lead_through_all_members() {
        ConversationId group = company.group(anna, ben);

        Page<Profile> first = company.memberList.page(ben, group, null, 1);
        Page<Profile> second = company.memberList.page(ben, group, first.next(), 1);

        assertThat(first.items()).extracting(Profile::account).containsExactly(anna.account());
        assertThat(second.items()).extracting(Profile::account).containsExactly(ben.account());
        assertThat(second.next()).isNull();
    }

    @Test
    void channels_are_found_by_a_part_of_their_name_with_how_many_are_in_and_whether_oneself_is() {
        rename(company.publicChannel(anna), "Deployments");
        rename(company.publicChannel(anna, ben), "Redeployed");
        rename(company.publicChannel(anna), "Lunch");
        rename(company.privateChannel(anna, ben), "Deploy secrets");

        Page<Channel> found = company.channels.page(ben, " DEPLOY ", null, 10);

        assertThat(found.items())
                .extracting(Channel::name, Channel::members, Channel::joined)
                .containsExactly(tuple("Deployments", 1L, false), tuple("Redeployed", 2L, true));
    }

    @Test
    void a_percent_sign_is_a_percent_sign() {
        rename(company.publicChannel(anna), "100% done");
        rename(company.publicChannel(anna), "1000 things");

        assertThat(company.channels.page(ben, "100%", null, 10).items())
                .extracting(Channel::name)
                .containsExactly("100% done");
    }

    @Test
    void pages_lead_through_all_channels_by_name() {
        for (String name : List.of("b", "A", "c")) {
            rename(company.publicChannel(anna), name);
        }

        Page<Channel> first = company.channels.page(ben, "", null, 2);
        Page<Channel> second = company.channels.page(ben, "", first.next(), 2);

        assertThat(first.items()).extracting(Channel::name).containsExactly("A", "b");
        assertThat(second.items()).extracting(Channel::name).containsExactly("c");
        assertThat(second.next()).isNull();
    }

    @Test
    void a_page_has_1_to_200_items() {
        refused(() -> company.mine.page(anna, null, 0), Rejected.class, "request.malformed");
        refused(() -> company.mine.page(anna, null, 201), Rejected.class, "request.malformed");
    }

    private void rename(ConversationId conversation, String name) {
        company.set(anna, conversation, new ChangeSettings(name, null, null, null));
    }
}
