package chat.parley.ejb.conversation;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.SystemEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Making a channel of a group. */
@ExtendWith(RealDatabase.class)
class ConvertingTest {

    private final Company company;
    private final Actor anna;
    private final Actor ben;
    private final Actor zoe;
    private final ConversationId group;

    ConvertingTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        zoe = company.hire("zoe");
        group = company.group(anna, ben);
        company.news();
    }

    @Test
    void a_group_becomes_a_private_channel_of_the_name_it_is_given() {
        ConversationSummary channel = company.done(() -> company.converting.toChannel(anna, group, " Deployments "));

        assertThat(channel.kind()).isEqualTo(ConversationKind.CHANNEL);
        assertThat(channel.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(channel.name()).isEqualTo("Deployments");
        assertThat(company.story(group)).last().isEqualTo(new SystemEvent.ChannelMade("Deployments"));
        assertThat(company.news()).contains(new ChatEvent.ConversationChanged(group));
    }

    @Test
    void it_keeps_its_name_and_what_was_said_and_its_members() {
        company.say(ben, group, "before");
        String name = company.mine.one(anna, group).name();

        company.done(() -> company.converting.toChannel(anna, group, null));

        assertThat(company.mine.one(ben, group).name()).isEqualTo(name);
        assertThat(company.access.toRead(ben, group).span().from()).isEqualTo(1);
        assertThat(company.say(ben, group, "after")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void from_then_on_only_administrators_add_people() {
        company.done(() -> company.converting.toChannel(anna, group, null));

        refused(() -> company.invite(ben, group, Role.MEMBER, zoe), Denied.class, "conversation.role-too-low");
    }

    @Test
    void doing_it_twice_is_doing_it_once() {
        company.done(() -> company.converting.toChannel(anna, group, null));
        company.done(() -> company.converting.toChannel(anna, group, "Another"));

        assertThat(company.story(group)).hasSize(2);
        assertThat(company.mine.one(anna, group).name()).isNotEqualTo("Another");
    }

    @Test
    void only_owners_do_it_and_not_to_a_direct_or_archived_conversation() {
        refused(() -> company.converting.toChannel(ben, group, null), Denied.class, "conversation.role-too-low");
        ConversationId direct = company.direct(anna, ben);
        refused(() -> company.converting.toChannel(anna, direct, "Us"), Conflict.class, "conversation.direct");
        company.archive(anna, group);
        refused(() -> company.converting.toChannel(anna, group, null), Conflict.class, "conversation.archived");
    }
}
