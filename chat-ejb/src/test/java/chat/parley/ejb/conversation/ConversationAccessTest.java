package chat.parley.ejb.conversation;

import java.time.Duration;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.conversation.VersionPolicy;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.Appended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class ConversationAccessTest {

    private final Company company;
    private final Company rival;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor zoe;
    private final ConversationAccess access;

    ConversationAccessTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        gus = company.hire("gus");
        zoe = company.hire("zoe");
        access = company.access;
    }

    @Test
    void a_member_is_let_in_to_post_read_edit_and_take_back() {
        ConversationId group = company.group(anna, ben);

        assertThat(access.toPost(ben, group))
                .isEqualTo(new Admission(group, Role.MEMBER, Span.since(1), Duration.ZERO, 0));
        assertThat(access.toRead(ben, group).span().from()).isEqualTo(1);
        assertThat(access.toEdit(ben, group, true).role()).isEqualTo(Role.MEMBER);
        assertThat(access.toDelete(ben, group, true).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void whoever_reads_is_shown_nothing_that_is_posted_after_they_were_let_in() {
        ConversationId group = company.group(anna, ben);
        long last = access.toRead(ben, group).span().to();

        company.write(access.toPost(anna, group), anna, "one more");

        assertThat(last).isEqualTo(1);
        assertThat(access.toRead(ben, group).span()).isEqualTo(new Span(1, 2));
    }

    @Test
    void nobody_edits_the_message_of_another_not_even_the_owner() {
        ConversationId group = company.group(anna, ben);

        refused(() -> access.toEdit(anna, group, false), Denied.class, "conversation.role-too-low");
    }

    @Test
    void a_moderator_takes_away_the_message_of_another_and_a_member_does_not() {
        ConversationId group = company.group(anna, ben, gus);
        company.assign(anna, group, gus, Role.MODERATOR);

        assertThat(access.toDelete(gus, group, false).role()).isEqualTo(Role.MODERATOR);
        refused(() -> access.toDelete(ben, group, false), Denied.class, "conversation.role-too-low");
    }

    @Test
    void to_a_stranger_a_private_conversation_is_missing_like_one_that_never_was() {
        ConversationId group = company.group(anna, ben);
        ConversationId nowhere = new ConversationId(Long.MAX_VALUE);

        for (ConversationId conversation : new ConversationId[] {group, nowhere}) {
            refused(() -> access.toRead(zoe, conversation), Missing.class, "conversation.missing");
            refused(() -> access.toPost(zoe, conversation), Missing.class, "conversation.missing");
            refused(() -> access.toEdit(zoe, conversation, true), Missing.class, "conversation.missing");
            refused(() -> access.toDelete(zoe, conversation, false), Missing.class, "conversation.missing");
            refused(() -> company.mine.one(zoe, conversation), Missing.class, "conversation.missing");
            refused(() -> company.leave(zoe, conversation), Missing.class, "conversation.missing");
        }
    }

    @Test
    void a_public_channel_is_known_to_strangers_and_open_only_to_members() {
        ConversationId channel = company.publicChannel(anna);

        refused(() -> access.toRead(zoe, channel), Denied.class, "conversation.not-member");
        refused(() -> access.toPost(zoe, channel), Denied.class, "conversation.not-member");
        refused(() -> company.memberList.page(zoe, channel, null, 10), Denied.class, "conversation.not-member");
    }

    @Test
    void nothing_of_another_organization_exists() {
        Actor spy = rival.hire("spy");
        ConversationId channel = company.publicChannel(anna);

        refused(() -> access.toRead(spy, channel), Missing.class, "conversation.missing");
        refused(() -> access.toPost(spy, channel), Missing.class, "conversation.missing");
        refused(() -> company.joining.join(spy, channel), Missing.class, "conversation.missing");
        refused(() -> company.mine.one(spy, channel), Missing.class, "conversation.missing");
        refused(() -> company.memberList.page(spy, channel, null, 10), Missing.class, "conversation.missing");
        assertThat(rival.channels.page(spy, "", null, 10).items()).isEmpty();
    }

    @Test
    void a_member_whose_account_went_to_another_organization_is_a_stranger() {
        ConversationId group = company.group(anna, ben);
        Actor moved = new Actor(ben.account(), rival.hire("clerk").organization(), ben.device(), false, ben.until());

        refused(() -> access.toRead(moved, group), Missing.class, "conversation.missing");
    }

    @Test
    void a_former_member_reads_the_last_time_and_does_nothing_else() {
        ConversationId group = company.closedGroup(anna);
        company.say(anna, group, "before ben");
        company.invite(anna, group, Role.MEMBER, ben);
        company.say(anna, group, "to ben");
        company.leave(ben, group);
        company.say(anna, group, "after ben");

        assertThat(access.toRead(ben, group).span()).isEqualTo(new Span(3, 5));
        refused(() -> access.toPost(ben, group), Denied.class, "conversation.not-member");
        refused(() -> access.toEdit(ben, group, true), Denied.class, "conversation.not-member");
        refused(() -> company.mine.one(ben, group), Denied.class, "conversation.not-member");
        refused(() -> company.memberList.page(ben, group, null, 10), Denied.class, "conversation.not-member");
    }

    @Test
    void a_guest_reads_but_does_not_post() {
        ConversationId group = company.group(anna);
        company.invite(anna, group, Role.GUEST, gus);

        assertThat(access.toRead(gus, group).role()).isEqualTo(Role.GUEST);
        refused(() -> access.toPost(gus, group), Denied.class, "conversation.role-too-low");
    }

    @Test
    void nobody_posts_to_an_archived_conversation() {
        ConversationId group = company.group(anna, ben);
        company.archive(anna, group);

        refused(() -> access.toPost(ben, group), Conflict.class, "conversation.archived");
        assertThat(access.toRead(ben, group).span().from()).isEqualTo(1);
    }

    @Test
    void members_wait_where_there_is_a_slow_mode_and_moderators_do_not() {
        ConversationId group = company.group(anna, ben);
        company.set(anna, group, new ChangeSettings(null, null, null, null, null, Duration.ofSeconds(30)));

        assertThat(access.toPost(ben, group).pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(access.toPost(anna, group).pause()).isZero();
    }

    @Test
    void what_was_let_in_before_only_moderators_post_or_must_wait_is_asked_again() {
        ConversationId group = company.group(anna, ben);
        Admission free = access.toPost(ben, group);
        company.set(anna, group, new ChangeSettings(null, null, null, null, null, Duration.ofSeconds(30)));
        Admission slow = access.toPost(ben, group);

        company.set(anna, group, new ChangeSettings(null, null, null, null, PostingPolicy.MODERATORS, null));

        assertThat(company.write(free, ben, "at once")).isInstanceOf(Appended.Stale.class);
        assertThat(company.write(slow, ben, "in a while")).isInstanceOf(Appended.Stale.class);
        refused(() -> access.toPost(ben, group), Denied.class, "conversation.announcements");
        refused(() -> access.toEdit(ben, group, true), Denied.class, "conversation.announcements");
        assertThat(company.say(anna, group, "an announcement")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void the_second_post_is_let_in_without_the_database() {
        ConversationId group = company.group(anna, ben);
        access.toPost(ben, group);

        int statements = company.statements.of(() -> access.toPost(ben, group));

        assertThat(statements).isZero();
    }

    @Test
    void who_may_read_notes_how_far_they_have_come_and_that_opens_no_other_door() {
        ConversationId group = company.group(anna, ben);
        company.invite(anna, group, Role.GUEST, gus);
        access.toNote(gus, group);

        assertThat(company.statements.of(() -> access.toNote(gus, group))).isZero();
        refused(() -> access.toPost(gus, group), Denied.class, "conversation.role-too-low");
        refused(() -> access.toNote(zoe, group), Missing.class, "conversation.missing");
    }

    @Test
    void receipts_are_seen_by_members_where_they_are_shown_who_show_their_own() {
        ConversationId group = company.group(anna, ben);

        assertThat(access.toSeeReceipts(ben, group).span()).isEqualTo(Span.since(1));
        company.hideReceipts(ben);
        refused(() -> access.toSeeReceipts(ben, group), Denied.class, "receipts.hidden");
        company.set(anna, group, new ChangeSettings(null, null, null, ReceiptPolicy.OFF));
        refused(() -> access.toSeeReceipts(anna, group), Denied.class, "receipts.off");
        company.remove(anna, group, ben);
        refused(() -> access.toSeeReceipts(ben, group), Denied.class, "conversation.not-member");
        refused(() -> access.toSeeReceipts(zoe, group), Missing.class, "conversation.missing");
    }

    @Test
    void earlier_versions_are_seen_as_the_conversation_says() {
        ConversationId group = company.group(anna, ben);

        assertThat(access.toSeeVersions(anna, group, false).span()).isEqualTo(Span.since(1));
        assertThat(access.toSeeVersions(ben, group, true).span()).isEqualTo(Span.since(1));
        refused(() -> access.toSeeVersions(ben, group, false), Denied.class, "versions.hidden");
        company.set(
                anna,
                group,
                new ChangeSettings(null, null, null, null, null, null, null, null, VersionPolicy.READERS, null));
        assertThat(access.toSeeVersions(ben, group, false).span()).isEqualTo(Span.since(1));
        company.set(
                anna,
                group,
                new ChangeSettings(null, null, null, null, null, null, null, null, VersionPolicy.NOBODY, null));
        refused(() -> access.toSeeVersions(anna, group, true), Denied.class, "versions.hidden");
        company.remove(anna, group, ben);
        refused(() -> access.toSeeVersions(ben, group, true), Denied.class, "conversation.not-member");
        refused(() -> access.toSeeVersions(zoe, group, false), Missing.class, "conversation.missing");
    }

    @Test
    void what_is_remembered_no_longer_counts_after_a_change_committed_here() {
        ConversationId group = company.group(anna, ben);
        access.toPost(ben, group);

        company.remove(anna, group, ben);

        refused(() -> access.toPost(ben, group), Denied.class, "conversation.not-member");
    }

    @Test
    void newcomers_and_names_leave_what_is_remembered() {
        ConversationId group = company.group(anna, ben);
        Admission remembered = access.toPost(ben, group);

        company.invite(anna, group, Role.MEMBER, zoe);
        company.set(anna, group, new ChangeSettings("Renamed", "Described", null, null));

        assertThat(company.statements.of(() -> access.toPost(ben, group))).isZero();
        assertThat(company.write(remembered, ben, "still good")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void a_change_that_was_rolled_back_leaves_what_is_remembered() {
        ConversationId group = company.group(anna, ben);
        access.toPost(ben, group);

        assertThatThrownBy(() -> company.done(() -> {
                    company.removing.remove(anna, group, ben.account());
                    throw new IllegalStateException("the transaction fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(company.statements.of(() -> access.toPost(ben, group))).isZero();
        assertThat(company.say(ben, group, "still here")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void what_another_node_remembers_of_a_removed_member_is_stale_to_the_log() {
        ConversationId group = company.group(anna, ben);
        Admission remembered = access.toPost(ben, group);

        company.remove(anna, group, ben);

        assertThat(company.write(remembered, ben, "too late")).isInstanceOf(Appended.Stale.class);
        refused(() -> access.toPostAfresh(ben, group), Denied.class, "conversation.not-member");
    }

    @Test
    void being_told_by_another_node_makes_it_ask_again() {
        ConversationId group = company.group(anna, ben);
        access.toPost(ben, group);

        access.forget(group);

        assertThat(company.statements.of(() -> access.toPost(ben, group))).isEqualTo(1);
    }

    @Test
    void asks_again_of_everything_when_news_may_have_been_missed() {
        ConversationId group = company.group(anna, ben);
        access.toPost(ben, group);
        assertThat(company.statements.of(() -> access.toPost(ben, group))).isZero();

        access.doubt();

        assertThat(company.statements.of(() -> access.toPost(ben, group))).isEqualTo(1);
        assertThat(company.statements.of(() -> access.toPost(ben, group))).isZero();
    }
}
