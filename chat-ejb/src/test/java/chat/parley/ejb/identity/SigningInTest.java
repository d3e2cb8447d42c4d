package chat.parley.ejb.identity;

import java.time.Duration;
import java.util.Set;

import chat.parley.ejb.delivery.ChatEvent.AccountDisabled;
import chat.parley.ejb.delivery.ChatEvent.DeviceRevoked;
import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.SignedInDevice;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.identity.Reception.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

@ExtendWith(RealDatabase.class)
class SigningInTest {

    private static final String HOME = "192.0.2.1";
    private static final String CAFE = "198.51.100.7";

    private final Database database;
    private final Reception reception;
    private final AccountProfile anna;

    SigningInTest(TestTransactions transactions, TestEntities entities, Sequences sequences, Database database) {
        this.database = database;
        reception = new Reception(transactions, entities, sequences);
        anna = reception.enroll("anna");
    }

    @Test
    void the_right_password_lets_in() {
        SignedIn signedIn = reception.signIn("Anna");

        Actor actor = reception.actor(signedIn);
        assertThat(actor.account()).isEqualTo(anna.id());
        assertThat(actor.organization()).isEqualTo(anna.organization());
        assertThat(signedIn.account()).isEqualTo(anna);
        assertThat(signedIn.access().life()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_wrong_password_an_unknown_user_and_a_disabled_account_are_told_the_same_after_the_same_work() {
        reception.enroll("gus");
        reception.disable("gus");
        reception.enroll(new Enrolment(reception.organization, "robot", "Robot", null, Set.of()));
        reception.passwords.computed();

        assertRefused(() -> reception.signIn("anna", "wrong", "laptop", HOME), "auth.failed");
        assertThat(reception.passwords.computed()).isEqualTo(1);
        assertRefused(() -> reception.signIn("nobody", PASSWORD, "laptop", HOME), "auth.failed");
        assertThat(reception.passwords.computed()).isEqualTo(1);
        assertRefused(() -> reception.signIn("gus", PASSWORD, "laptop", HOME), "auth.failed");
        assertThat(reception.passwords.computed()).isEqualTo(1);
        assertRefused(() -> reception.signIn("robot", PASSWORD, "laptop", HOME), "auth.failed");
        assertThat(reception.passwords.computed()).isEqualTo(1);
    }

    @Test
    void an_account_of_another_organization_is_unknown() {
        SignIn elsewhere = new SignIn("parley", "anna", PASSWORD, "laptop", "Laptop", HOME);

        assertRefused(() -> reception.signingIn.signIn(elsewhere), "auth.failed");
    }

    @Test
    void who_signed_in_and_who_was_refused_is_noted_without_what_was_typed() {
        SignedIn signedIn = reception.signIn("anna");
        assertRefused(() -> reception.signIn("anna", "wrong", "laptop", HOME), "auth.failed");
        assertRefused(() -> reception.signIn("nobody", PASSWORD, "laptop", HOME), "auth.failed");

        assertThat(reception.noted().stream().filter(entry -> entry.note().deed() == AuditDeed.SIGN_IN))
                .extracting(
                        entry -> entry.note().deed(),
                        entry -> entry.note().outcome(),
                        entry -> entry.note().by(),
                        entry -> entry.note().details())
                .containsExactly(
                        tuple(
                                AuditDeed.SIGN_IN,
                                Outcome.DONE,
                                signedIn.account().id(),
                                "{}"),
                        tuple(
                                AuditDeed.SIGN_IN,
                                Outcome.REFUSED,
                                signedIn.account().id(),
                                "{}"),
                        tuple(AuditDeed.SIGN_IN, Outcome.REFUSED, null, "{}"));
    }

    @Test
    void guessing_at_an_account_is_slowed_down_from_wherever() {
        for (int i = 0; i <= PasswordCheck.AT_ONE_TARGET.free(); i++) {
            String guess = "guess " + i;
            String address = "203.0.113." + i;
            assertRefused(() -> reception.signIn("anna", guess, "elsewhere", address), "auth.failed");
        }
        reception.passwords.computed();

        assertThatThrownBy(() -> reception.signIn("anna", PASSWORD, "elsewhere", "203.0.113.99"))
                .isInstanceOfSatisfying(TooMany.class, refused -> {
                    assertThat(refused.code()).isEqualTo("auth.throttled");
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                });
        assertThat(reception.passwords.computed()).isZero();

        reception.clock.pass(Duration.ofSeconds(1));
        assertThatCode(() -> reception.signIn("anna", PASSWORD, "elsewhere", "203.0.113.99"))
                .doesNotThrowAnyException();
    }

    @Test
    void guessing_at_an_account_that_does_not_exist_is_slowed_down_alike() {
        for (int i = 0; i <= PasswordCheck.AT_ONE_TARGET.free(); i++) {
            assertRefused(() -> reception.signIn("nobody", PASSWORD, "laptop", HOME), "auth.failed");
        }

        assertRefused(() -> reception.signIn("Nobody", PASSWORD, "laptop", HOME), "auth.throttled");
    }

    @Test
    void nobody_is_locked_out_of_a_device_they_use() {
        reception.signIn("anna");
        for (int i = 0; i <= PasswordCheck.AT_ONE_TARGET.free(); i++) {
            assertRefused(() -> reception.signIn("anna", "guess", "elsewhere", CAFE), "auth.failed");
        }

        assertRefused(() -> reception.signIn("anna", PASSWORD, "elsewhere", CAFE), "auth.throttled");
        assertThatCode(() -> reception.signIn("anna", PASSWORD, "laptop", CAFE)).doesNotThrowAnyException();
    }

    @Test
    void guessing_on_a_known_device_is_slowed_down_too() {
        reception.signIn("anna");
        for (int i = 0; i <= PasswordCheck.AT_ONE_TARGET.free(); i++) {
            assertRefused(() -> reception.signIn("anna", "guess", "laptop", HOME), "auth.failed");
        }

        assertRefused(() -> reception.signIn("anna", PASSWORD, "laptop", HOME), "auth.throttled");
    }

    @Test
    void guessing_at_many_accounts_from_one_address_is_slowed_down() {
        for (int i = 0; i <= PasswordCheck.FROM_ONE_ADDRESS.free(); i++) {
            String username = "user" + i;
            assertRefused(() -> reception.signIn(username, PASSWORD, "laptop", CAFE), "auth.failed");
        }

        assertRefused(() -> reception.signIn("anna", PASSWORD, "elsewhere", CAFE), "auth.throttled");
        assertThatCode(() -> reception.signIn("anna", PASSWORD, "elsewhere", HOME))
                .doesNotThrowAnyException();
    }

    @Test
    void an_office_behind_one_address_is_not_slowed_down_by_signing_in() {
        for (int i = 0; i < 2 * PasswordCheck.FROM_ONE_ADDRESS.free(); i++) {
            reception.signIn("anna", PASSWORD, "laptop " + i, CAFE);
        }
    }

    @Test
    void signing_in_again_on_an_installation_is_the_same_device_and_ends_its_older_refresh_token() {
        SignedIn first = reception.signIn("anna");

        SignedIn again = reception.signIn("anna");

        assertThat(reception.actor(again).device())
                .isEqualTo(reception.actor(first).device());
        assertRefused(() -> reception.renewing.renew(first.refresh()), "auth.failed");
        assertThatCode(() -> reception.renewing.renew(again.refresh())).doesNotThrowAnyException();
    }

    @Test
    void a_refresh_token_is_exchanged_for_the_next_one_and_a_fresh_access_token() {
        SignedIn first = reception.signIn("anna");
        reception.clock.pass(Duration.ofMinutes(16));
        assertRefused(() -> reception.actor(first), "auth.expired");

        SignedIn next = reception.renewing.renew(first.refresh());

        assertThat(reception.actor(next).account()).isEqualTo(anna.id());
        assertThat(next.refresh()).isNotEqualTo(first.refresh());
        assertThatCode(() -> reception.renewing.renew(next.refresh())).doesNotThrowAnyException();
    }

    @Test
    void who_lost_the_answer_gets_the_same_token_again() {
        SignedIn first = reception.signIn("anna");
        SignedIn lost = reception.renewing.renew(first.refresh());
        reception.clock.pass(Duration.ofSeconds(10));

        SignedIn again = reception.renewing.renew(first.refresh());

        assertThat(again.refresh()).isEqualTo(lost.refresh());
        assertThat(reception.news()).isEmpty();
        assertThatCode(() -> reception.renewing.renew(again.refresh())).doesNotThrowAnyException();
    }

    @Test
    void a_stolen_refresh_token_signs_the_device_out() {
        SignedIn first = reception.signIn("anna");
        SignedIn next = reception.renewing.renew(first.refresh());
        reception.clock.pass(Rotation.LOST_ANSWER);

        assertRefused(() -> reception.renewing.renew(first.refresh()), "auth.revoked");

        Actor actor = new Actor(
                anna.id(),
                anna.organization(),
                deviceOf(reception.news().getFirst()),
                false,
                reception.clock.instant());
        assertThat(reception.revocations.refuse(actor)).isTrue();
        assertRefused(() -> reception.actor(next), "auth.revoked");
        assertRefused(() -> reception.renewing.renew(next.refresh()), "auth.revoked");
    }

    @Test
    void a_token_used_again_after_its_successor_was_used_signs_the_device_out_at_once() {
        SignedIn first = reception.signIn("anna");
        SignedIn second = reception.renewing.renew(first.refresh());
        reception.renewing.renew(second.refresh());

        assertRefused(() -> reception.renewing.renew(first.refresh()), "auth.revoked");
        assertThat(reception.news()).hasSize(1);
    }

    @Test
    void a_device_that_was_away_for_too_long_is_signed_out() {
        SignedIn first = reception.signIn("anna");
        reception.clock.pass(DeviceSessions.IDLE);

        assertRefused(() -> reception.renewing.renew(first.refresh()), "auth.expired");
    }

    @Test
    void nonsense_is_no_refresh_token() {
        assertRefused(() -> reception.renewing.renew(new RefreshToken("nonsense")), "auth.failed");
    }

    @Test
    void who_signs_out_is_out_on_that_device_only() {
        Actor laptop = reception.actor(reception.signIn("anna"));
        SignedIn onPhone = reception.signIn("anna", PASSWORD, "phone", HOME);
        Actor phone = reception.actor(onPhone);

        reception.signOut(laptop, phone);

        assertThat(reception.news()).containsExactly(new DeviceRevoked(phone.device()));
        assertRefused(() -> reception.actor(onPhone), "auth.revoked");
        assertRefused(() -> reception.renewing.renew(onPhone.refresh()), "auth.revoked");
        assertThat(reception.directory.devices(laptop))
                .extracting(SignedInDevice::id)
                .containsExactly(laptop.device());
        assertThatThrownBy(() -> reception.signOut(laptop, phone)).isInstanceOf(Missing.class);
    }

    @Test
    void nobody_signs_out_somebody_else() {
        reception.enroll("ben");
        Actor ben = reception.actor(reception.signIn("ben"));
        Actor annas = reception.actor(reception.signIn("anna"));

        assertThatThrownBy(() -> reception.signOut(ben, annas)).isInstanceOf(Missing.class);
        assertThat(reception.news()).isEmpty();
    }

    @Test
    void after_signing_out_the_same_installation_signs_in_as_a_new_device() {
        Actor before = reception.actor(reception.signIn("anna"));
        reception.signOut(before);

        Actor after = reception.actor(reception.signIn("anna"));

        assertThat(after.device()).isNotEqualTo(before.device());
    }

    @Test
    void a_disabled_account_is_out_everywhere() {
        SignedIn signedIn = reception.signIn("anna");

        reception.disable("ANNA");

        assertThat(reception.news()).containsExactly(new AccountDisabled(anna.id()));
        assertRefused(() -> reception.actor(signedIn), "auth.revoked");
        assertRefused(() -> reception.renewing.renew(signedIn.refresh()), "auth.revoked");
        assertRefused(() -> reception.signIn("anna"), "auth.failed");
        assertThatThrownBy(() -> reception.operatorsToken("anna")).isInstanceOf(Conflict.class);
    }

    @Test
    void another_password_signs_out_everywhere_else() {
        SignedIn onLaptop = reception.signIn("anna");
        SignedIn onPhone = reception.signIn("anna", PASSWORD, "phone", HOME);

        reception.changePassword(reception.actor(onLaptop), PASSWORD, "another horse battery");

        assertThatCode(() -> reception.actor(onLaptop)).doesNotThrowAnyException();
        assertThatCode(() -> reception.renewing.renew(onLaptop.refresh())).doesNotThrowAnyException();
        assertRefused(() -> reception.actor(onPhone), "auth.revoked");
        assertRefused(() -> reception.signIn("anna"), "auth.failed");
        assertThatCode(() -> reception.signIn("anna", "another horse battery", "laptop", HOME))
                .doesNotThrowAnyException();
    }

    @Test
    void who_does_not_know_the_password_does_not_change_it() {
        Actor laptop = reception.actor(reception.signIn("anna"));

        assertThatThrownBy(() -> reception.changePassword(laptop, "wrong", "another horse battery"))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.code()).isEqualTo("password.wrong"));
        for (int i = 0; i < PasswordCheck.AT_ONE_TARGET.free(); i++) {
            assertRefused(() -> reception.changePassword(laptop, "guess", "another horse"), "password.wrong");
        }
        assertRefused(() -> reception.changePassword(laptop, PASSWORD, "another horse"), "auth.throttled");
    }

    @Test
    void a_password_the_operator_sets_signs_out_everywhere() {
        SignedIn onLaptop = reception.signIn("anna");

        reception.resetPassword("anna", "another horse battery");

        assertRefused(() -> reception.actor(onLaptop), "auth.revoked");
        assertThatCode(() -> reception.signIn("anna", "another horse battery", "laptop", HOME))
                .doesNotThrowAnyException();
    }

    @Test
    void who_is_forgotten_gets_no_password_any_more() {
        database.update(
                "update account set disabled_at = now(), erased_at = now() where id = ?",
                anna.id().value());

        assertThatThrownBy(() -> reception.resetPassword("anna", "another horse battery"))
                .isInstanceOfSatisfying(
                        Conflict.class, no -> assertThat(no.code()).isEqualTo("account.erased"));
    }

    @Test
    void the_operator_acts_on_a_device_that_the_owner_sees_and_can_sign_out() {
        Actor owner = reception.actor(reception.signIn("anna"));

        Actor operator =
                reception.tokens.verify(reception.operatorsToken("anna").value());

        assertThat(operator.account()).isEqualTo(anna.id());
        assertThat(reception.directory.devices(owner))
                .extracting(SignedInDevice::name)
                .contains("Operator");
        reception.signOut(owner, operator);
        assertThat(reception.revocations.refuse(operator)).isTrue();
    }

    private static DeviceId deviceOf(Object event) {
        return ((DeviceRevoked) event).device();
    }

    private static void assertRefused(ThrowingCallable wish, String code) {
        assertThatThrownBy(wish)
                .isInstanceOfAny(Unauthenticated.class, TooMany.class, Rejected.class)
                .extracting(thrown -> ((ChatException) thrown).code())
                .isEqualTo(code);
    }

    @Test
    void what_the_operator_and_people_themselves_do_with_accounts_is_noted() {
        Actor anna = reception.actor(reception.signIn("anna"));
        reception.changePassword(anna, PASSWORD, "another good one");
        reception.resetPassword("anna", PASSWORD);
        reception.operatorsToken("anna");
        reception.disable("anna");

        assertThat(reception.noted().stream()
                        .filter(entry -> ("account " + anna.account())
                                .equals(entry.note().subject())))
                .extracting(
                        entry -> entry.note().deed(),
                        entry -> entry.note().by(),
                        entry -> entry.note().details())
                .containsExactly(
                        tuple(AuditDeed.ACCOUNT_MADE, null, "{\"operator\": true}"),
                        tuple(AuditDeed.PASSWORD_CHANGED, anna.account(), "{}"),
                        tuple(AuditDeed.PASSWORD_RESET, null, "{\"operator\": true}"),
                        tuple(AuditDeed.ACTED_FOR, null, "{\"operator\": true}"),
                        tuple(AuditDeed.ACCOUNT_DISABLED, null, "{\"operator\": true}"));
    }
}
