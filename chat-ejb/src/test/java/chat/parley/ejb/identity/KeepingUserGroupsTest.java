package chat.parley.ejb.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.UserGroupProfile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class KeepingUserGroupsTest {

    private final TestTransactions transactions;
    private final Reception reception;
    private final Reception elsewhere;
    private final AccountProfile ben;
    private final Actor anna;
    private final Actor member;

    KeepingUserGroupsTest(TestTransactions transactions, TestEntities entities, Sequences sequences) {
        this.transactions = transactions;
        reception = new Reception(transactions, entities, sequences);
        elsewhere = new Reception(transactions, entities, sequences);
        ben = reception.enroll("ben");
        anna = keeper(reception);
        member = actor(ben);
    }

    @Test
    void a_group_is_made_with_its_members_and_found_by_everybody() {
        UserGroupProfile made = make("support", "Support team", ben.id());

        assertThat(made.members()).isEqualTo(1);
        assertThat(reception.userGroups.search(member, "TEAM", "", 10).groups()).containsExactly(made);
        assertThat(reception.userGroups.search(member, "supp", "", 10).groups()).containsExactly(made);
        assertThat(reception.userGroups.members(member, made.id(), 0, 10).accounts())
                .containsExactly(ben);
    }

    @Test
    void people_come_and_go_and_the_group_is_called_otherwise() {
        UserGroupProfile made = make("support", "Support team");

        done(() -> reception.keepingUserGroups.add(anna, made.id(), List.of(ben.id(), ben.id())));
        done(() -> reception.keepingUserGroups.add(anna, made.id(), List.of(ben.id())));
        UserGroupProfile called = done(() -> reception.keepingUserGroups.call(anna, made.id(), "help", null));

        assertThat(called).isEqualTo(new UserGroupProfile(made.id(), "help", "Support team", 1));
        done(() -> {
            reception.keepingUserGroups.remove(anna, made.id(), ben.id());
            return true;
        });
        assertThat(reception.userGroups.group(member, made.id()).members()).isZero();
        assertThat(reception.noted().stream()
                        .filter(entry ->
                                ("user-group " + made.id()).equals(entry.note().subject())))
                .hasSize(5)
                .allMatch(entry -> anna.account().equals(entry.note().by()));
    }

    @Test
    void a_group_that_was_dissolved_is_gone() {
        UserGroupProfile made = make("support", "Support team", ben.id());

        done(() -> {
            reception.keepingUserGroups.dissolve(anna, made.id());
            return true;
        });

        refused(() -> reception.userGroups.group(member, made.id()), Missing.class, "user-group.missing");
        make("support", "Another");
    }

    @Test
    void only_those_whose_duty_people_are_keep_groups() {
        UserGroupProfile made = make("support", "Support team");

        KeepingUserGroups keeping = reception.keepingUserGroups;
        Stream.<ThrowingCallable>of(
                        () -> keeping.make(member, "mine", "Mine", List.of()),
                        () -> keeping.call(member, made.id(), "mine", null),
                        () -> keeping.add(member, made.id(), List.of(ben.id())),
                        () -> keeping.remove(member, made.id(), ben.id()),
                        () -> keeping.dissolve(member, made.id()))
                .forEach(wish -> refused(wish, Denied.class, "auth.administrator-only"));
    }

    @Test
    void nothing_of_another_organization_is_seen_or_taken_in() {
        UserGroupProfile made = make("support", "Support team");
        AccountProfile zoe = elsewhere.enroll("zoe");
        Actor spy = keeper(elsewhere);

        assertThat(elsewhere.userGroups.search(spy, "", "", 10).groups()).isEmpty();
        refused(() -> elsewhere.userGroups.group(spy, made.id()), Missing.class, "user-group.missing");
        refused(
                () -> done(() -> elsewhere.keepingUserGroups.call(spy, made.id(), "mine", null)),
                Missing.class,
                "user-group.missing");
        refused(
                () -> done(() -> reception.keepingUserGroups.add(anna, made.id(), List.of(zoe.id()))),
                Missing.class,
                "account.missing");
        assertThat(done(() -> elsewhere.keepingUserGroups.make(spy, "support", "Ours", List.of()))
                        .handle())
                .isEqualTo("support");
    }

    @Test
    void a_handle_is_nobody_elses() {
        make("support", "Support team");

        refused(() -> make("SUPPORT", "Another"), Conflict.class, "user-group.handle-taken");
        refused(() -> make("Ben", "Like somebody"), Conflict.class, "user-group.handle-taken");
        refused(() -> reception.enroll("support"), Conflict.class, "account.exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "@all", "ümlaut", ".hidden"})
    void a_handle_can_be_typed_after_an_at(String handle) {
        refused(() -> make(handle, "Some"), Rejected.class, "user-group.handle");
    }

    private UserGroupProfile make(String handle, String name, AccountId... members) {
        return done(() -> reception.keepingUserGroups.make(anna, handle, name, List.of(members)));
    }

    private <T> T done(Supplier<T> work) {
        return transactions.call(work);
    }

    private static Actor keeper(Reception reception) {
        return actor(
                reception.enroll(new Enrolment(reception.organization, "keeper", "Keeper", null, Set.of(Duty.PEOPLE))));
    }

    private static Actor actor(AccountProfile account) {
        return new Actor(
                account.id(), account.organization(), new DeviceId(account.id().value()), false, Instant.MAX);
    }

    private static void refused(ThrowingCallable wish, Class<? extends ChatException> kind, String code) {
        assertThatThrownBy(wish)
                .isInstanceOf(kind)
                .extracting(thrown -> ((ChatException) thrown).code())
                .isEqualTo(code);
    }
}
