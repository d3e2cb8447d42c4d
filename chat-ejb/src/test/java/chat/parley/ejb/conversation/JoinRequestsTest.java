package chat.parley.ejb.conversation;

import java.time.Duration;
import java.util.List;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Conversations.Channel;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.JoinRequest.State;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Sanction.Kind;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.SystemEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Asking to join a private channel. */
@ExtendWith(RealDatabase.class)
class JoinRequestsTest {

    private final Company company;
    private final Company rival;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor zoe;
    private final ConversationId channel;

    JoinRequestsTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        gus = company.hire("gus");
        zoe = company.hire("zoe");
        channel = company.privateChannel(anna, ben, gus);
        company.assign(anna, channel, ben, Role.MODERATOR);
        company.set(anna, channel, takes(true));
        company.news();
    }

    @Test
    void a_channel_that_takes_requests_is_found_and_not_read() {
        List<Channel> found = company.channels.page(zoe, "", null, 50).items();

        assertThat(found).extracting(Channel::id).containsExactly(channel);
        assertThat(found.getFirst().open()).isFalse();
        assertThat(found.getFirst().asked()).isNull();
        refused(() -> company.access.toRead(zoe, channel), Denied.class, "conversation.not-member");
        refused(() -> company.done(() -> company.joining.join(zoe, channel)), Denied.class, "conversation.not-member");
    }

    @Test
    void whoever_asks_waits_and_moderators_are_told_how_many_do() {
        long before = company.stateOf(ben);

        JoinRequest request = ask(zoe, " I work on this. ");

        assertThat(request.state()).isEqualTo(State.OPEN);
        assertThat(request.text()).isEqualTo("I work on this.");
        assertThat(company.mine.one(ben, channel).waiting()).isEqualTo(1);
        assertThat(company.mine.one(gus, channel).waiting()).isZero();
        assertThat(company.stateOf(ben)).isGreaterThan(before);
        assertThat(company.news())
                .contains(
                        new ChatEvent.StandingChanged(anna.account(), channel),
                        new ChatEvent.StandingChanged(ben.account(), channel),
                        new ChatEvent.JoinRequestChanged(request, company.stateOf(zoe)))
                .doesNotContain(new ChatEvent.StandingChanged(gus.account(), channel));
        assertThat(company.channels.page(zoe, "", null, 50).items().getFirst().asked())
                .isEqualTo(State.OPEN);
    }

    @Test
    void asking_again_says_something_else_and_waits_on() {
        ask(zoe, "Please");
        company.news();

        ask(zoe, "Pretty please");

        assertThat(waiting()).extracting(JoinRequest::text).containsExactly("Pretty please");
        assertThat(company.news()).hasOnlyElementsOfType(ChatEvent.JoinRequestChanged.class);
    }

    @Test
    void whoever_is_let_in_is_a_member_and_told() {
        ask(zoe, null);
        company.news();

        answer(ben, zoe, true);

        assertThat(company.roleOf(zoe, channel)).isEqualTo(Role.MEMBER);
        assertThat(company.story(channel))
                .last()
                .isEqualTo(new SystemEvent.Joined(List.of(zoe.account().value())));
        assertThat(company.asking.mine(zoe)).extracting(JoinRequest::state).containsExactly(State.ACCEPTED);
        assertThat(company.news())
                .filteredOn(ChatEvent.JoinRequestChanged.class::isInstance)
                .hasSize(1);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whoever_is_refused_is_told_and_asks_again_a_day_later() {
        ask(zoe, null);
        answer(ben, zoe, false);

        assertThat(company.asking.mine(zoe)).extracting(JoinRequest::state).containsExactly(State.REFUSED);
        refused(() -> ask(zoe, "Please!"), Conflict.class, "join-request.refused");
        company.clock.pass(Duration.ofHours(25));
        assertThat(ask(zoe, "Please!").state()).isEqualTo(State.OPEN);
    }

    @Test
    void whoever_does_not_want_it_any_more_waits_no_longer() {
        ask(zoe, null);

        company.done(() -> company.asking.withdraw(zoe, channel));

        assertThat(waiting()).isEmpty();
        refused(() -> answer(ben, zoe, true), Missing.class, "join-request.missing");
        refused(() -> company.done(() -> company.asking.withdraw(zoe, channel)), Missing.class, "join-request.missing");
        assertThat(ask(zoe, null).state()).isEqualTo(State.OPEN);
    }

    @Test
    void whoever_came_in_another_way_does_not_wait() {
        ask(zoe, null);

        company.invite(anna, channel, Role.MEMBER, zoe);

        assertThat(waiting()).isEmpty();
        assertThat(company.mine.one(ben, channel).waiting()).isZero();
        assertThat(company.asking.mine(zoe)).extracting(JoinRequest::state).containsExactly(State.ACCEPTED);
        refused(() -> ask(zoe, null), Conflict.class, "join-request.member");
    }

    @Test
    void whoever_came_in_another_way_and_was_removed_does_not_wait_again() {
        ask(zoe, null);
        company.invite(anna, channel, Role.MEMBER, zoe);

        company.remove(anna, channel, zoe);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void only_moderators_see_and_answer() {
        ask(zoe, null);

        refused(() -> answer(gus, zoe, true), Denied.class, "conversation.role-too-low");
        refused(() -> company.answering.page(gus, channel, null, 10), Denied.class, "conversation.role-too-low");
    }

    @Test
    void nobody_asks_where_that_is_not_allowed() {
        ConversationId secret = company.privateChannel(anna);
        refused(() -> askAt(secret, zoe), Missing.class, "conversation.missing");
        refused(() -> askAt(company.group(anna, ben), zoe), Missing.class, "conversation.missing");
        refused(() -> askAt(company.publicChannel(anna), zoe), Denied.class, "conversation.not-member");
        refused(() -> askAt(channel, rival.hire("spy")), Missing.class, "conversation.missing");
        company.ban(anna, channel, zoe, null);
        refused(() -> askAt(channel, zoe), Denied.class, "conversation.banned");
        company.lift(anna, channel, zoe, Kind.BAN);
        company.archive(anna, channel);
        refused(() -> askAt(channel, zoe), Conflict.class, "conversation.archived");
    }

    @Test
    void only_private_channels_take_requests() {
        ConversationId open = company.publicChannel(anna);
        ConversationId group = company.group(anna, ben);

        refused(() -> company.set(anna, open, takes(true)), Rejected.class, "request.malformed");
        refused(() -> company.set(anna, group, takes(true)), Rejected.class, "request.malformed");
        company.set(anna, channel, takes(false));
        refused(() -> askAt(channel, zoe), Missing.class, "conversation.missing");
        assertThat(company.story(channel))
                .endsWith(new SystemEvent.RequestsChanged(true), new SystemEvent.RequestsChanged(false));
    }

    @Test
    void one_waits_at_so_many_conversations_at_the_most() {
        for (int i = 0; i < AskingToJoin.MOST_ASKED; i++) {
            ConversationId another = company.privateChannel(anna);
            company.set(anna, another, takes(true));
            askAt(another, zoe);
        }

        refused(() -> askAt(channel, zoe), Conflict.class, "join-request.too-many");
    }

    @Test
    void asking_and_withdrawing_in_turn_is_slowed_down() {
        for (int i = 0; i < AskingRate.BURST; i++) {
            ask(zoe, null);
            company.done(() -> company.asking.withdraw(zoe, channel));
        }

        refused(() -> ask(zoe, null), TooMany.class, "rate.requests");
        assertThat(waiting()).isEmpty();
        company.clock.pass(Duration.ofMinutes(1));
        assertThat(ask(zoe, null).state()).isEqualTo(State.OPEN);
        refused(() -> ask(zoe, "Please!"), TooMany.class, "rate.requests");
    }

    private JoinRequest ask(Actor actor, @Nullable String text) {
        return company.done(() -> company.asking.ask(actor, channel, text));
    }

    private void askAt(ConversationId conversation, Actor actor) {
        company.done(() -> company.asking.ask(actor, conversation, null));
    }

    private void answer(Actor actor, Actor asker, boolean accepted) {
        company.done(() -> company.answering.answer(actor, channel, asker.account(), accepted));
    }

    private List<JoinRequest> waiting() {
        return company.answering.page(ben, channel, null, 10).items();
    }

    private static ChangeSettings takes(boolean requests) {
        return new ChangeSettings(null, null, null, null, null, null, null, requests, null, null);
    }
}
