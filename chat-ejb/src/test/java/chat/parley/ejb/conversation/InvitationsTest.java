package chat.parley.ejb.conversation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import chat.parley.ejb.conversation.IssuingInvitations.Issued;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Invitation;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.SystemEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Links by which people come in. */
@ExtendWith(RealDatabase.class)
class InvitationsTest {

    private final Company company;
    private final Company rival;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor zoe;
    private final ConversationId group;

    InvitationsTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        gus = company.hire("gus");
        zoe = company.hire("zoe");
        group = company.closedGroup(anna, ben);
    }

    @Test
    void whoever_has_the_link_comes_in_and_sees_what_newcomers_see() {
        company.say(anna, group, "before");
        Issued issued = issue(ben);

        ConversationSummary conversation = accept(zoe, issued);

        assertThat(conversation.role()).isEqualTo(Role.MEMBER);
        assertThat(conversation.unread()).isZero();
        assertThat(company.access.toRead(zoe, group).span().from()).isEqualTo(3);
        assertThat(company.story(group))
                .last()
                .isEqualTo(new SystemEvent.Joined(List.of(zoe.account().value())));
        assertThat(list(anna).getFirst().uses()).isEqualTo(1);
    }

    @Test
    void it_can_be_for_guests_who_are_in_this_conversation_only() {
        Issued issued =
                company.done(() -> company.issuing.issue(anna, group, new IssueInvitation(null, null, Role.GUEST)));

        assertThat(accept(zoe, issued).role()).isEqualTo(Role.GUEST);
        refused(() -> company.access.toPost(zoe, group), Denied.class, "conversation.role-too-low");
    }

    @Test
    void its_secret_is_long_new_every_time_and_not_kept() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            InvitationToken token = issue(ben).token();
            assertThat(token.text()).matches("[A-Za-z0-9_-]{43}");
            assertThat(token.hash()).isNotEqualTo(token.text().getBytes(StandardCharsets.UTF_8));
            assertThat(token).hasToString("InvitationToken");
            tokens.add(token.text());
        }
        assertThat(tokens).hasSize(20);
    }

    @Test
    void only_so_many_come_by_it_and_who_is_in_already_does_not_count() {
        Issued issued = issue(ben, null, 1);
        accept(ben, issued);
        accept(zoe, issued);
        accept(zoe, issued);

        refused(() -> accept(gus, issued), Missing.class, "invitation.missing");
        assertThat(list(anna)).isEmpty();
    }

    @Test
    void it_ends() {
        Issued week = issue(ben);
        Issued hour = issue(ben, company.clock.instant().plus(Duration.ofHours(1)), null);
        company.clock.pass(Duration.ofHours(2));

        refused(() -> accept(zoe, hour), Missing.class, "invitation.missing");
        assertThat(list(anna)).containsExactly(week.invitation());
        accept(zoe, week);
    }

    @Test
    void whoever_made_it_takes_it_back_and_moderators_do() {
        Issued first = issue(ben);
        Issued second = issue(ben);
        company.invite(anna, group, Role.MEMBER, gus);
        refused(() -> revoke(gus, first), Denied.class, "conversation.role-too-low");

        revoke(ben, first);
        revoke(anna, second);

        refused(() -> accept(zoe, first), Missing.class, "invitation.missing");
        refused(() -> accept(zoe, second), Missing.class, "invitation.missing");
        refused(() -> revoke(ben, first), Missing.class, "invitation.missing");
    }

    @Test
    void it_is_good_as_long_as_whoever_made_it_may_add_people() {
        Issued issued = issue(ben);
        company.assign(anna, group, ben, Role.GUEST);
        refused(() -> accept(zoe, issued), Missing.class, "invitation.missing");
        company.assign(anna, group, ben, Role.MEMBER);
        company.leave(ben, group);

        refused(() -> accept(zoe, issued), Missing.class, "invitation.missing");
    }

    @Test
    void it_ends_with_the_account_of_whoever_made_it() {
        Issued issued = issue(ben);
        company.disable(ben);

        refused(() -> accept(zoe, issued), Missing.class, "invitation.missing");
        refused(() -> company.accepting.look(zoe, issued.token()), Missing.class, "invitation.missing");
    }

    @Test
    void whoever_is_banned_does_not_come_by_it() {
        Issued issued = issue(ben);
        company.ban(anna, group, zoe, null);

        refused(() -> accept(zoe, issued), Denied.class, "conversation.banned");
    }

    @Test
    void nobody_comes_into_what_is_archived_or_from_another_organization() {
        Issued issued = issue(ben);
        Actor spy = rival.hire("spy");
        refused(() -> accept(spy, issued), Missing.class, "invitation.missing");
        refused(() -> company.accepting.look(spy, issued.token()), Missing.class, "invitation.missing");

        company.archive(anna, group);

        refused(() -> accept(zoe, issued), Conflict.class, "conversation.archived");
    }

    @Test
    void it_shows_where_it_leads_to_before_one_comes() {
        Issued issued = issue(ben);

        AcceptingInvitations.Preview preview = company.accepting.look(zoe, issued.token());

        assertThat(preview.conversation()).isEqualTo(group);
        assertThat(preview.name()).isEqualTo(company.mine.one(anna, group).name());
        assertThat(preview.joined()).isFalse();
        assertThat(company.accepting.look(ben, issued.token()).joined()).isTrue();
        refused(() -> company.access.toRead(zoe, group), Missing.class, "conversation.missing");
    }

    @Test
    void whoever_may_not_add_people_makes_none_and_sees_none() {
        ConversationId channel = company.privateChannel(anna, ben);

        refused(() -> issue(ben, channel), Denied.class, "conversation.role-too-low");
        refused(() -> company.issuing.list(ben, channel), Denied.class, "conversation.role-too-low");
        refused(() -> issue(zoe, group), Missing.class, "conversation.missing");
        refused(() -> issue(anna, company.direct(anna, ben)), Conflict.class, "conversation.direct");
    }

    @Test
    void there_are_not_too_many_at_once() {
        for (int i = 0; i < IssuingInvitations.MOST; i++) {
            issue(ben);
        }

        refused(() -> issue(ben), Conflict.class, "invitations.full");

        company.clock.pass(Duration.ofDays(8));
        issue(ben);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Instant now = company.clock.instant();
        refused(() -> new IssueInvitation(null, 0, Role.MEMBER), Rejected.class, "request.malformed");
        refused(() -> new IssueInvitation(null, null, Role.OWNER), Rejected.class, "request.malformed");
        refused(() -> issue(ben, now.minusSeconds(1), null), Rejected.class, "request.malformed");
        refused(() -> issue(ben, now.plus(Duration.ofDays(400)), null), Rejected.class, "request.malformed");
    }

    private Issued issue(Actor actor) {
        return issue(actor, null, null);
    }

    private Issued issue(Actor actor, @Nullable Instant until, @Nullable Integer uses) {
        IssueInvitation wish = new IssueInvitation(until, uses, Role.MEMBER);
        return company.done(() -> company.issuing.issue(actor, group, wish));
    }

    private void issue(Actor actor, ConversationId conversation) {
        company.done(() -> company.issuing.issue(actor, conversation, new IssueInvitation(null, null, Role.MEMBER)));
    }

    private ConversationSummary accept(Actor actor, Issued issued) {
        return company.done(() -> company.accepting.accept(actor, issued.token()));
    }

    private void revoke(Actor actor, Issued issued) {
        company.done(
                () -> company.issuing.revoke(actor, group, issued.invitation().id()));
    }

    private List<Invitation> list(Actor actor) {
        return company.issuing.list(actor, group);
    }
}
