package chat.parley.ejb.identity;

import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.terms.HouseRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the tokens of people say who have yet to agree to terms. */
@ExtendWith(RealDatabase.class)
class UnagreedTest {

    private final Reception reception;
    private final HouseRules rules;
    private final AccountProfile anna;

    UnagreedTest(TestTransactions transactions, TestEntities entities, Sequences sequences, Database database) {
        reception = new Reception(transactions, entities, sequences);
        rules = new HouseRules(database);
        anna = reception.enroll("anna");
    }

    @Test
    void who_has_yet_to_agree_is_known_and_let_do_nothing_else() {
        publish("Be kind.");

        AccessToken token = reception.signIn("anna").access();

        assertUnagreed(token);
        assertThat(reception.tokens.verifyBeforeTerms(token.value()).account()).isEqualTo(anna.id());
    }

    @Test
    void the_next_token_of_who_has_agreed_is_as_any() {
        int version = publish("Be kind.");
        SignedIn signedIn = reception.signIn("anna");

        rules.accept(anna.id(), version, reception.clock.instant());

        assertUnagreed(signedIn.access());
        assertAgreed(reception.renewing.renew(signedIn.refresh()).access());
        assertAgreed(reception.signIn("anna").access());
    }

    @Test
    void other_terms_hold_when_a_token_is_renewed() {
        SignedIn signedIn = reception.signIn("anna");
        rules.accept(anna.id(), publish("Be kind."), reception.clock.instant());
        publish("Be kinder.");

        assertAgreed(signedIn.access());
        assertUnagreed(reception.renewing.renew(signedIn.refresh()).access());
    }

    @Test
    void terms_that_are_taken_away_hold_no_longer() {
        publish("Be kind.");
        publish("");

        assertAgreed(reception.signIn("anna").access());
    }

    @Test
    void programs_agree_to_nothing() {
        publish("Be kind.");

        Enrolling.Program robot = reception.programs(1).getFirst();

        assertAgreed(reception.tokens.issue(robot.account(), robot.device()));
    }

    @Test
    void the_operator_agrees_in_nobodys_name() {
        publish("Be kind.");

        assertUnagreed(reception.operatorsToken("anna"));
    }

    @Test
    void who_was_signed_out_is_told_that_first() {
        publish("Be kind.");
        AccessToken token = reception.signIn("anna").access();

        reception.disable("anna");

        assertThatThrownBy(() -> reception.tokens.verify(token.value())).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> reception.tokens.verifyBeforeTerms(token.value()))
                .isInstanceOf(Unauthenticated.class);
    }

    private int publish(String text) {
        return rules.publish(anna.organization(), text, anna.id(), reception.clock.instant());
    }

    private void assertAgreed(AccessToken token) {
        assertThat(reception.tokens.verify(token.value())).isNotNull();
    }

    private void assertUnagreed(AccessToken token) {
        assertThatThrownBy(() -> reception.tokens.verify(token.value()))
                .isInstanceOfSatisfying(
                        Denied.class, refused -> assertThat(refused.code()).isEqualTo("terms.unagreed"));
    }
}
