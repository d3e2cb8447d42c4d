package chat.parley.jpa.admin;

import java.util.ArrayList;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.retention.RetentionRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class AdministeredConversationsTest {

    private static final ConversationFilter ALL = new ConversationFilter("", null, null, null, null, null, null);

    private final AdministeredConversations conversations;
    private final RetentionRules rules;
    private final Town town;
    private final Town elsewhere;
    private final AccountId anna;
    private final AccountId ben;

    AdministeredConversationsTest(Database database, Sequences sequences, TestTransactions transactions) {
        conversations = new AdministeredConversations(database);
        rules = new RetentionRules(database);
        town = new Town(database, sequences, transactions);
        elsewhere = new Town(database, sequences, transactions);
        anna = town.person("Anna");
        ben = town.person("Ben");
    }

    @ParameterizedTest
    @EnumSource
    void every_order_shows_all_once_both_ways(ConversationOrder order) {
        for (int i = 0; i < 5; i++) {
            ConversationId group =
                    i % 2 == 0 ? town.group(HistoryVisibility.ALL, anna) : town.group(HistoryVisibility.ALL, anna, ben);
            for (int said = 0; said < i % 3; said++) {
                town.say(group, anna, "Hello");
            }
        }

        List<Long> forward = walk(order, false);
        List<Long> back = walk(order, true);

        assertThat(forward).hasSize(5).doesNotHaveDuplicates();
        assertThat(back).isEqualTo(forward.reversed());
    }

    @Test
    void how_large_it_is_is_told_and_not_what_was_said() {
        ConversationId group = town.group(HistoryVisibility.ALL, anna, ben);
        town.say(group, anna, "12345678");

        ConversationLine line = conversations.find(town.organization, group).orElseThrow();
        ConversationWeight weight = conversations.weight(group);

        assertThat(line.members()).isEqualTo(2);
        assertThat(line.posted()).isEqualTo(2);
        assertThat(line.toString()).doesNotContain("12345678");
        assertThat(weight.messages()).isEqualTo(2);
        assertThat(weight.bytes()).isGreaterThanOrEqualTo(8);
        assertThat(weight.creator()).isEqualTo("Anna");
        assertThat(weight.toString()).doesNotContain("12345678");
    }

    @Test
    void those_of_a_member_and_of_a_kind_are_found() {
        ConversationId both = town.group(HistoryVisibility.ALL, anna, ben);
        town.group(HistoryVisibility.ALL, anna);

        assertThat(found(new ConversationFilter("", null, null, null, ben, null, null)))
                .containsExactly(both);
        assertThat(found(new ConversationFilter("", ConversationKind.CHANNEL, null, null, null, null, null)))
                .isEmpty();
        assertThat(found(new ConversationFilter("gro", ConversationKind.GROUP, null, false, null, null, null)))
                .hasSize(2);
        assertThat(found(new ConversationFilter("%", null, null, null, null, null, null)))
                .isEmpty();
    }

    @Test
    void those_whose_newcomers_see_so_much_are_found_and_say_how_much() {
        ConversationId recent = town.group(HistoryVisibility.last(20), anna);
        town.group(HistoryVisibility.ALL, anna);

        assertThat(found(new ConversationFilter("", null, null, null, null, HistoryVisibility.Extent.LAST, null)))
                .containsExactly(recent);
        assertThat(conversations.weight(recent).history()).isEqualTo(HistoryVisibility.last(20));
    }

    @Test
    void those_with_a_label_are_found_and_show_it() {
        ConversationId deals = town.group(HistoryVisibility.ALL, anna);
        town.group(HistoryVisibility.ALL, anna);
        rules.label(deals, List.of("deals", "emea"));

        assertThat(found(new ConversationFilter("", null, null, null, null, null, "deals")))
                .containsExactly(deals);
        assertThat(conversations.find(town.organization, deals).orElseThrow().labels())
                .containsExactly("deals", "emea");
    }

    @Test
    void none_of_another_organization_is_shown() {
        ConversationId group = town.group(HistoryVisibility.ALL, anna);

        assertThat(conversations.find(elsewhere.organization, group)).isEmpty();
        assertThat(conversations
                        .page(elsewhere.organization, ALL, new ListWish<>(ConversationOrder.NAME, false, null, 50))
                        .rows())
                .isEmpty();
    }

    @Test
    void members_come_page_by_page_and_who_left_is_none() {
        ConversationId group = town.group(HistoryVisibility.ALL, anna, ben);
        AccountId gus = town.person("Gus");
        town.join(group, HistoryVisibility.ALL, gus);
        town.leave(group, ben);

        List<AdministeredMember> first = conversations.members(group, 0, 1);

        assertThat(first).extracting(AdministeredMember::account).containsExactly(anna);
        assertThat(conversations.members(group, anna.value(), 10))
                .extracting(AdministeredMember::account)
                .containsExactly(gus);
    }

    private List<ConversationId> found(ConversationFilter filter) {
        ListedPage<ConversationLine> page = conversations.page(
                town.organization, filter, new ListWish<>(ConversationOrder.CREATED, false, null, 50));
        assertThat(page.total()).isEqualTo(page.rows().size());
        return page.rows().stream().map(ConversationLine::id).toList();
    }

    /** All of them in pages of two. */
    private List<Long> walk(ConversationOrder order, boolean descending) {
        List<Long> all = new ArrayList<>();
        @Nullable ListPosition after = null;
        do {
            ListedPage<ConversationLine> page =
                    conversations.page(town.organization, ALL, new ListWish<>(order, descending, after, 2));
            page.rows().forEach(line -> all.add(line.id().value()));
            after = page.next() == null
                    ? null
                    : ListPosition.read(page.next().written()).orElseThrow();
        } while (after != null);
        return all;
    }
}
