package chat.parley.ejb.conversation;

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
class RolesTest {

    private final Company company;
    private final Actor anna;
    private final Actor ben;
    private final Actor zoe;
    private final ConversationId group;

    RolesTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        zoe = company.hire("zoe");
        group = company.group(anna, ben);
    }

    @Test
    void a_new_role_is_written_down_and_the_member_hears_of_it() {
        long state = company.stateOf(ben);
        company.news();

        company.assign(anna, group, ben, Role.MODERATOR);

        assertThat(company.roleOf(ben, group)).isEqualTo(Role.MODERATOR);
        assertThat(company.story(group))
                .last()
                .isEqualTo(new SystemEvent.RoleChanged(ben.account().value(), Role.MODERATOR));
        assertThat(company.stateOf(ben)).isEqualTo(state + 1);
        assertThat(company.news()).hasSize(2).contains(new ChatEvent.StandingChanged(ben.account(), group));
    }

    @Test
    void the_role_somebody_has_is_not_written_down_again() {
        company.assign(anna, group, ben, Role.MEMBER);

        assertThat(company.story(group)).hasSize(1);
    }

    @Test
    void an_administrator_sets_roles_below_their_own_of_those_below_them() {
        company.invite(anna, group, Role.MEMBER, zoe);
        company.assign(anna, group, ben, Role.ADMINISTRATOR);

        company.assign(ben, group, zoe, Role.MODERATOR);

        assertThat(company.roleOf(zoe, group)).isEqualTo(Role.MODERATOR);
        for (Role role : new Role[] {Role.ADMINISTRATOR, Role.OWNER}) {
            refused(() -> company.assign(ben, group, zoe, role), Denied.class, "conversation.role-too-low");
        }
        refused(() -> company.assign(ben, group, anna, Role.GUEST), Denied.class, "conversation.role-too-low");
    }

    @Test
    void an_administrator_can_step_down() {
        company.assign(anna, group, ben, Role.ADMINISTRATOR);

        company.assign(ben, group, ben, Role.MEMBER);

        assertThat(company.roleOf(ben, group)).isEqualTo(Role.MEMBER);
    }

    @Test
    void the_last_owner_stays_one() {
        refused(() -> company.assign(anna, group, anna, Role.MEMBER), Conflict.class, "conversation.last-owner");

        company.assign(anna, group, ben, Role.OWNER);
        company.assign(anna, group, anna, Role.MEMBER);

        assertThat(company.roleOf(anna, group)).isEqualTo(Role.MEMBER);
    }

    @Test
    void an_owner_puts_another_in_their_place() {
        company.done(() -> company.roles.transfer(anna, group, ben.account()));

        assertThat(company.roleOf(ben, group)).isEqualTo(Role.OWNER);
        assertThat(company.roleOf(anna, group)).isEqualTo(Role.ADMINISTRATOR);
        assertThat(company.story(group))
                .endsWith(
                        new SystemEvent.RoleChanged(ben.account().value(), Role.OWNER),
                        new SystemEvent.RoleChanged(anna.account().value(), Role.ADMINISTRATOR));
        refused(
                () -> company.done(() -> company.roles.transfer(anna, group, anna.account())),
                Denied.class,
                "conversation.role-too-low");
    }

    @Test
    void only_members_have_roles() {
        refused(() -> company.assign(anna, group, zoe, Role.MEMBER), Missing.class, "member.missing");
        refused(
                () -> company.done(() -> company.roles.transfer(anna, group, zoe.account())),
                Missing.class,
                "member.missing");
    }
}
