package chat.parley.ejb.conversation;

import java.time.Duration;
import java.time.Instant;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Sanction.Kind;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.SystemEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Muting and banning. */
@ExtendWith(RealDatabase.class)
class SanctioningTest {

    private final Company company;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor zoe;
    private final ConversationId channel;
    private final Instant inAnHour;

    SanctioningTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        gus = company.hire("gus");
        zoe = company.hire("zoe");
        channel = company.publicChannel(anna, ben, gus);
        company.assign(anna, channel, ben, Role.MODERATOR);
        inAnHour = company.clock.instant().plus(Duration.ofHours(1));
        company.news();
    }

    @Test
    void whoever_is_muted_reads_and_neither_posts_nor_edits_until_the_time_is_over() {
        company.mute(ben, channel, gus, inAnHour);

        assertThat(company.access.toRead(gus, channel).role()).isEqualTo(Role.MEMBER);
        refused(() -> company.access.toPost(gus, channel), Denied.class, "conversation.muted");
        refused(() -> company.access.toEdit(gus, channel, true), Denied.class, "conversation.muted");
        assertThat(company.access.toDelete(gus, channel, true).role()).isEqualTo(Role.MEMBER);

        company.clock.pass(Duration.ofMinutes(61));

        assertThat(company.say(gus, channel, "here again")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void a_message_on_its_way_when_its_sender_is_muted_is_asked_about_again() {
        Admission before = company.access.toPost(gus, channel);

        company.mute(ben, channel, gus, inAnHour);

        assertThat(company.write(before, gus, "one more")).isInstanceOf(Appended.Stale.class);
    }

    @Test
    void muting_is_written_down_and_told_to_the_one_it_concerns_alone() {
        long state = company.stateOf(gus);

        company.mute(ben, channel, gus, inAnHour);

        assertThat(company.story(channel))
                .last()
                .isEqualTo(new SystemEvent.Muted(gus.account().value(), inAnHour.toString()));
        assertThat(company.news())
                .contains(new ChatEvent.StandingChanged(gus.account(), channel))
                .doesNotContain(new ChatEvent.ConversationChanged(channel));
        assertThat(company.stateOf(gus)).isGreaterThan(state);
    }

    @Test
    void the_one_who_is_muted_is_shown_until_when_and_why() {
        Instant inTenYears = company.clock.instant().plus(Duration.ofDays(3650));
        company.mute(ben, channel, gus, inTenYears);

        assertThat(company.mine.one(gus, channel).muted())
                .isEqualTo(new ConversationSummary.Muted(inTenYears, "too loud"));
        assertThat(company.mine.one(ben, channel).muted()).isNull();
    }

    @Test
    void leaving_and_coming_back_does_not_end_it() {
        company.mute(ben, channel, gus, inAnHour);
        company.leave(gus, channel);
        company.done(() -> company.joining.join(gus, channel));

        refused(() -> company.access.toPost(gus, channel), Denied.class, "conversation.muted");
    }

    @Test
    void it_is_lifted_by_hand_once() {
        company.mute(ben, channel, gus, null);

        company.lift(ben, channel, gus, Kind.MUTE);
        company.lift(ben, channel, gus, Kind.MUTE);

        assertThat(company.say(gus, channel, "thanks")).isInstanceOf(Appended.Posted.class);
        assertThat(company.story(channel))
                .filteredOn(SystemEvent.Unmuted.class::isInstance)
                .containsExactly(new SystemEvent.Unmuted(gus.account().value()));
    }

    @Test
    void a_second_one_takes_the_place_of_the_first() {
        company.mute(ben, channel, gus, null);
        company.mute(anna, channel, gus, inAnHour);

        company.clock.pass(Duration.ofHours(2));

        assertThat(company.say(gus, channel, "at last")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void whoever_is_banned_sees_the_message_that_says_so_and_nothing_after() {
        company.say(anna, channel, "before");

        company.ban(ben, channel, gus, inAnHour);
        company.say(anna, channel, "after");

        assertThat(company.story(channel))
                .last()
                .isEqualTo(new SystemEvent.Banned(gus.account().value(), inAnHour.toString()));
        assertThat(company.access.toRead(gus, channel).span()).isEqualTo(new Span(1, 4));
        refused(() -> company.access.toPost(gus, channel), Denied.class, "conversation.banned");
    }

    @Test
    void whoever_is_banned_neither_joins_nor_is_added_until_the_time_is_over() {
        company.ban(ben, channel, gus, inAnHour);

        refused(() -> company.done(() -> company.joining.join(gus, channel)), Denied.class, "conversation.banned");
        refused(() -> company.invite(anna, channel, Role.MEMBER, gus), Conflict.class, "member.banned");

        company.clock.pass(Duration.ofMinutes(61));

        company.done(() -> company.joining.join(gus, channel));
        assertThat(company.roleOf(gus, channel)).isEqualTo(Role.MEMBER);
    }

    @Test
    void somebody_can_be_banned_before_they_come_and_let_in_again() {
        company.ban(ben, channel, zoe, null);
        refused(() -> company.done(() -> company.joining.join(zoe, channel)), Denied.class, "conversation.banned");

        company.lift(ben, channel, zoe, Kind.BAN);

        company.done(() -> company.joining.join(zoe, channel));
        assertThat(company.story(channel))
                .contains(new SystemEvent.Unbanned(zoe.account().value()));
    }

    @Test
    void only_those_of_a_lower_role_are_muted_banned_and_set_free() {
        company.assign(anna, channel, gus, Role.MODERATOR);

        refused(() -> company.mute(ben, channel, gus, null), Denied.class, "conversation.role-too-low");
        refused(() -> company.ban(ben, channel, anna, null), Denied.class, "conversation.role-too-low");
        company.mute(anna, channel, gus, null);
        refused(() -> company.lift(ben, channel, gus, Kind.MUTE), Denied.class, "conversation.role-too-low");
        refused(() -> company.lift(gus, channel, gus, Kind.MUTE), Denied.class, "conversation.role-too-low");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Instant past = company.clock.instant().minusSeconds(1);

        refused(() -> company.mute(ben, channel, ben, null), Rejected.class, "request.malformed");
        refused(() -> company.mute(ben, channel, gus, past), Rejected.class, "request.malformed");
        refused(() -> company.mute(ben, channel, gus, Instant.MAX), Rejected.class, "request.malformed");
        refused(() -> company.mute(ben, channel, zoe, null), Missing.class, "member.missing");
    }

    @Test
    void moderators_see_who_is_muted_and_banned_now_and_members_do_not() {
        company.mute(ben, channel, gus, inAnHour);
        company.ban(ben, channel, zoe, null);

        assertThat(company.sanctioning.page(ben, channel, Kind.MUTE, null, 10).items())
                .extracting(sanction -> sanction.account() + " " + sanction.reason())
                .containsExactly(gus.account() + " too loud");
        assertThat(company.sanctioning.page(ben, channel, Kind.BAN, null, 10).items())
                .hasSize(1);
        refused(
                () -> company.sanctioning.page(gus, channel, Kind.BAN, null, 10),
                Denied.class,
                "conversation.role-too-low");

        company.clock.pass(Duration.ofHours(2));

        assertThat(company.sanctioning.page(ben, channel, Kind.MUTE, null, 10).items())
                .isEmpty();
    }
}
