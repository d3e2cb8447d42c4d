package chat.parley.ejb.conversation;

import java.util.List;

import chat.parley.ejb.conversation.Inviting.Invited;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.message.SystemEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Joining, inviting, leaving and removing. */
@ExtendWith(RealDatabase.class)
class ComingAndGoingTest {

    private final Company company;
    private final Company rival;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor zoe;

    ComingAndGoingTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        gus = company.hire("gus");
        zoe = company.hire("zoe");
    }

    @Test
    void anybody_joins_a_public_channel_and_is_told_of_nothing_old_as_new() {
        ConversationId channel = company.publicChannel(anna);
        company.say(anna, channel, "long ago");
        company.news();

        long unread = company.done(() -> company.joining.join(zoe, channel)).unread();

        assertThat(unread).isZero();
        assertThat(company.access.toRead(zoe, channel).span().from()).isEqualTo(1);
        assertThat(company.story(channel)).last().isEqualTo(joined(zoe));
        assertThat(company.news()).hasSize(1).hasOnlyElementsOfType(ChatEvent.Posted.class);
    }

    @Test
    void what_newcomers_see_can_change_and_what_members_see_does_not() {
        ConversationId channel = company.publicChannel(anna);
        company.say(anna, channel, "two");
        company.say(anna, channel, "three");
        company.set(anna, channel, newcomersSee(HistoryVisibility.last(2)));
        company.done(() -> company.joining.join(ben, channel));
        company.set(anna, channel, newcomersSee(HistoryVisibility.JOINED));
        company.done(() -> company.joining.join(gus, channel));
        company.set(anna, channel, newcomersSee(HistoryVisibility.ALL));
        company.invite(anna, channel, Role.MEMBER, zoe);

        assertThat(company.access.toRead(ben, channel).span().from()).isEqualTo(3);
        assertThat(company.access.toRead(gus, channel).span().from()).isEqualTo(7);
        assertThat(company.access.toRead(zoe, channel).span().from()).isEqualTo(1);
        assertThat(company.story(channel))
                .contains(
                        new SystemEvent.HistoryChanged("last", 2, null),
                        new SystemEvent.HistoryChanged("joined", null, null),
                        new SystemEvent.HistoryChanged("all", null, null));
    }

    private static ChangeSettings newcomersSee(HistoryVisibility history) {
        return new ChangeSettings(null, null, null, null, null, null, history);
    }

    @Test
    void a_whole_user_group_is_added_by_whoever_may_add_members() {
        ConversationId group = company.group(anna, ben);
        Actor ina = company.hire("ina");
        company.ban(anna, group, ina, null);
        Actor ivy = company.hire("ivy");
        company.disable(ivy);
        UserGroupId people = company.userGroup(ben, gus, zoe, ina, ivy);

        int added = company.done(() -> company.inviting.inviteGroup(ben, group, people, Role.GUEST))
                .members();

        assertThat(added).isEqualTo(2);
        assertThat(company.roleOf(gus, group)).isEqualTo(Role.GUEST);
        assertThat(company.roleOf(ben, group)).isEqualTo(Role.MEMBER);
        assertThat(company.story(group))
                .last()
                .isEqualTo(new SystemEvent.Joined(
                        List.of(gus.account().value(), zoe.account().value()), Role.GUEST));
        refused(
                () -> company.inviting.inviteGroup(gus, group, people, Role.MEMBER),
                Denied.class,
                "conversation.role-too-low");
        refused(
                () -> company.inviting.inviteGroup(ben, group, people, Role.OWNER),
                Denied.class,
                "conversation.role-too-low");
        refused(
                () -> company.inviting.inviteGroup(ben, group, rival.userGroup(), Role.MEMBER),
                Missing.class,
                "user-group.missing");
    }

    @Test
    void joining_twice_is_joining_once() {
        ConversationId channel = company.publicChannel(anna);
        company.done(() -> company.joining.join(zoe, channel));
        long state = company.stateOf(zoe);

        company.done(() -> company.joining.join(zoe, channel));

        assertThat(company.story(channel)).hasSize(2);
        assertThat(company.stateOf(zoe)).isEqualTo(state);
    }

    @Test
    void nobody_joins_what_is_private_archived_or_direct() {
        ConversationId archived = company.publicChannel(anna);
        company.archive(anna, archived);

        for (ConversationId hidden :
                List.of(company.privateChannel(anna), company.group(anna), company.direct(anna, ben))) {
            refused(() -> join(zoe, hidden), Missing.class, "conversation.missing");
        }
        refused(() -> join(zoe, archived), Conflict.class, "conversation.archived");
    }

    @Test
    void members_bring_others_into_a_group() {
        ConversationId group = company.group(anna, ben);
        company.say(anna, group, "hello");

        company.invite(ben, group, Role.MEMBER, gus, zoe);

        assertThat(company.story(group))
                .last()
                .isEqualTo(new SystemEvent.Joined(
                        List.of(gus.account().value(), zoe.account().value())));
        assertThat(company.roleOf(gus, group)).isEqualTo(Role.MEMBER);
        assertThat(company.mine.one(zoe, group).unread()).isEqualTo(1);
    }

    @Test
    void where_the_history_is_closed_the_invited_see_it_from_their_joining_on() {
        ConversationId group = company.closedGroup(anna);
        company.say(anna, group, "secret");

        company.invite(anna, group, Role.MEMBER, zoe);

        assertThat(company.access.toRead(zoe, group).span().from()).isEqualTo(3);
        assertThat(company.mine.one(zoe, group).unread()).isEqualTo(1);
    }

    @Test
    void into_a_private_channel_only_administrators_bring_others() {
        ConversationId channel = company.privateChannel(anna, ben);

        refused(() -> company.invite(ben, channel, Role.MEMBER, zoe), Denied.class, "conversation.role-too-low");
        company.assign(anna, channel, ben, Role.ADMINISTRATOR);
        company.invite(ben, channel, Role.MEMBER, zoe);

        assertThat(company.roleOf(zoe, channel)).isEqualTo(Role.MEMBER);
    }

    @Test
    void the_log_says_in_which_role_somebody_came() {
        ConversationId group = company.group(anna, ben);

        company.invite(ben, group, Role.GUEST, gus);

        assertThat(company.story(group))
                .last()
                .isEqualTo(new SystemEvent.Joined(List.of(gus.account().value()), Role.GUEST));
        refused(() -> company.invite(ben, group, Role.MODERATOR, zoe), Denied.class, "conversation.role-too-low");
    }

    @Test
    void who_is_a_member_already_stays_what_they_are() {
        ConversationId group = company.group(anna, ben);
        company.assign(anna, group, ben, Role.MODERATOR);

        Invited again = company.done(() ->
                company.inviting.invite(anna, group, new InviteMembers(Company.accounts(anna, ben), Role.MEMBER)));

        assertThat(again.anew()).isFalse();
        assertThat(again.members()).hasSize(2);
        assertThat(company.roleOf(ben, group)).isEqualTo(Role.MODERATOR);
        assertThat(company.story(group)).hasSize(2);
    }

    @Test
    void nobody_is_brought_in_if_one_of_them_does_not_exist() {
        Actor spy = rival.hire("spy");
        ConversationId group = company.group(anna);

        refused(() -> company.invite(anna, group, Role.MEMBER, zoe, spy), Missing.class, "account.missing");

        assertThat(company.story(group)).hasSize(1);
        refused(() -> company.mine.one(zoe, group), Missing.class, "conversation.missing");
    }

    @Test
    void a_thousand_are_brought_in_by_two_messages_and_a_fixed_number_of_statements() {
        ConversationId group = company.group(anna);
        List<AccountId> thousand = company.hire(1_000);
        InviteMembers wish = new InviteMembers(thousand, Role.MEMBER);

        int statements = company.statements.of(() -> company.done(() -> company.inviting.invite(anna, group, wish)));

        assertThat(company.story(group)).hasSize(3);
        assertThat(statements).isEqualTo(12);
    }

    @Test
    void more_than_a_thousand_at_once_or_none_are_refused() {
        List<AccountId> tooMany = company.hire(1_001);

        refused(() -> new InviteMembers(tooMany, Role.MEMBER), Rejected.class, "request.malformed");
        refused(() -> new InviteMembers(List.of(), Role.MEMBER), Rejected.class, "request.malformed");
    }

    @Test
    void who_leaves_sees_the_message_that_says_so_and_nothing_after_it() {
        ConversationId group = company.closedGroup(anna, ben);
        long state = company.stateOf(ben);

        company.leave(ben, group);
        company.say(anna, group, "alone at last");

        assertThat(company.access.toRead(ben, group).span()).isEqualTo(new Span(1, 2));
        assertThat(company.story(group))
                .last()
                .isEqualTo(new SystemEvent.Left(ben.account().value()));
        assertThat(company.stateOf(ben)).isEqualTo(state + 1);
        assertThat(company.mine.page(ben, null, 10).items()).isEmpty();
    }

    @Test
    void who_comes_back_has_two_times_and_sees_what_the_history_setting_says() {
        ConversationId group = company.closedGroup(anna, ben);
        company.leave(ben, group);
        company.say(anna, group, "without ben");

        company.invite(anna, group, Role.MEMBER, ben);

        assertThat(company.access.toRead(ben, group).span().from()).isEqualTo(4);
        assertThat(company.mine.one(ben, group).unread()).isEqualTo(1);
    }

    @Test
    void the_last_owner_names_another_one_before_leaving() {
        ConversationId group = company.group(anna, ben);

        refused(() -> company.leave(anna, group), Conflict.class, "conversation.last-owner");
        company.assign(anna, group, ben, Role.OWNER);
        company.leave(anna, group);

        assertThat(company.roleOf(ben, group)).isEqualTo(Role.OWNER);
    }

    @Test
    void the_last_one_there_archives_the_conversation_and_goes() {
        ConversationId channel = company.publicChannel(anna);

        company.leave(anna, channel);

        assertThat(company.story(channel))
                .endsWith(
                        new SystemEvent.Archived(true),
                        new SystemEvent.Left(anna.account().value()));
        assertThat(company.channels.page(zoe, "", null, 10).items()).isEmpty();
    }

    @Test
    void nobody_comes_to_or_goes_from_a_direct_conversation() {
        ConversationId direct = company.direct(anna, ben);

        refused(() -> company.leave(anna, direct), Conflict.class, "conversation.direct");
        refused(() -> company.remove(anna, direct, ben), Conflict.class, "conversation.direct");
        refused(() -> company.invite(anna, direct, Role.MEMBER, zoe), Conflict.class, "conversation.direct");
    }

    @Test
    void a_moderator_removes_members_and_nobody_of_their_own_role_or_above() {
        ConversationId group = company.group(anna, ben, gus, zoe);
        company.assign(anna, group, ben, Role.MODERATOR);
        company.assign(anna, group, gus, Role.MODERATOR);
        company.news();

        company.remove(ben, group, zoe);

        assertThat(company.story(group))
                .last()
                .isEqualTo(new SystemEvent.Removed(zoe.account().value()));
        assertThat(company.news()).hasSize(1);
        refused(() -> company.remove(ben, group, gus), Denied.class, "conversation.role-too-low");
        refused(() -> company.remove(ben, group, anna), Denied.class, "conversation.role-too-low");
        refused(() -> company.remove(ben, group, zoe), Missing.class, "member.missing");
        refused(() -> company.remove(ben, group, ben), Rejected.class, "request.malformed");
    }

    @Test
    void a_member_removes_nobody() {
        ConversationId group = company.group(anna, ben, gus);

        refused(() -> company.remove(ben, group, gus), Denied.class, "conversation.role-too-low");
    }

    private void join(Actor actor, ConversationId conversation) {
        company.done(() -> company.joining.join(actor, conversation));
    }

    private static SystemEvent joined(Actor actor) {
        return new SystemEvent.Joined(List.of(actor.account().value()));
    }
}
