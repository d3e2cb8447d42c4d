package chat.parley.ejb.conversation;

import java.util.List;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.SystemEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class CapacityTest {

    private final Company company;
    private final Company another;
    private final Actor anna;
    private final Actor ben;
    private final Actor zoe;
    private final Actor ada;
    private final ConversationId group;

    CapacityTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        another = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        zoe = company.hire("zoe");
        ada = company.hireAdministrator("ada");
        group = company.group(anna, ben);
        company.news();
    }

    @Test
    void from_outside_one_does_what_an_owner_could_and_the_members_hear_of_it() {
        set(ada, new ChangeSettings("Renamed", null, null, null));
        bring(ada, zoe);
        assign(ada, zoe, Role.OWNER);
        assign(ada, anna, Role.MEMBER);
        remove(ada, anna);

        assertThat(company.roleOf(zoe, group)).isEqualTo(Role.OWNER);
        assertThat(company.story(group))
                .contains(
                        new SystemEvent.Renamed("Renamed"),
                        new SystemEvent.RoleChanged(zoe.account().value(), Role.OWNER),
                        new SystemEvent.Removed(anna.account().value()));
        assertThat(company.news())
                .contains(
                        new ChatEvent.ConversationChanged(group), new ChatEvent.StandingChanged(zoe.account(), group));
    }

    @Test
    void what_is_archived_is_opened_again_from_outside() {
        company.archive(anna, group);

        refused(() -> bring(ada, zoe), Conflict.class, "conversation.archived");
        set(ada, new ChangeSettings(null, null, false, null));
        bring(ada, zoe);

        assertThat(company.roleOf(zoe, group)).isEqualTo(Role.MEMBER);
    }

    @Test
    void nobody_lets_themselves_in_or_makes_themselves_more() {
        refused(() -> bring(ada, ada), Denied.class, "conversation.oneself");
        bring(anna, Capacity.MEMBER, ada);
        refused(() -> assign(ada, ada, Role.OWNER), Denied.class, "conversation.oneself");

        assertThat(company.roleOf(ada, group)).isEqualTo(Role.MEMBER);
    }

    @Test
    void the_last_owner_stays_one() {
        refused(() -> remove(ada, anna), Conflict.class, "conversation.last-owner");
        refused(() -> assign(ada, anna, Role.MEMBER), Conflict.class, "conversation.last-owner");
    }

    @Test
    void two_stay_by_themselves() {
        ConversationId direct = company.direct(anna, ben);

        refused(
                () -> company.done(() -> company.inviting.invite(
                        ada, Capacity.ADMINISTRATION, direct, new InviteMembers(List.of(zoe.account()), Role.MEMBER))),
                Conflict.class,
                "conversation.direct");
    }

    @Test
    void without_the_duty_or_from_another_organization_nobody_does() {
        Actor eve = another.hireAdministrator("eve");

        refused(() -> set(zoe, new ChangeSettings("Mine", null, null, null)), Denied.class, "auth.administrator-only");
        refused(() -> bring(anna, zoe), Denied.class, "auth.administrator-only");
        refused(() -> set(eve, new ChangeSettings("Mine", null, null, null)), Missing.class, "conversation.missing");
        assertThat(company.story(group)).hasSize(1);
    }

    private void set(Actor by, ChangeSettings wish) {
        company.done(() -> company.settings.change(by, Capacity.ADMINISTRATION, group, wish));
    }

    private void bring(Actor by, Actor newcomer) {
        bring(by, Capacity.ADMINISTRATION, newcomer);
    }

    private void bring(Actor by, Capacity capacity, Actor newcomer) {
        InviteMembers wish = new InviteMembers(List.of(newcomer.account()), Role.MEMBER);
        company.done(() -> company.inviting.invite(by, capacity, group, wish));
    }

    private void assign(Actor by, Actor member, Role role) {
        company.done(() -> company.roles.change(by, Capacity.ADMINISTRATION, group, member.account(), role));
    }

    private void remove(Actor by, Actor member) {
        company.done(() -> company.removing.remove(by, Capacity.ADMINISTRATION, group, member.account()));
    }
}
