package chat.parley.ejb.identity;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Duty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class EnrollingTest {

    private final Reception reception;
    private final Reception elsewhere;

    EnrollingTest(TestTransactions transactions, TestEntities entities, Sequences sequences) {
        reception = new Reception(transactions, entities, sequences);
        elsewhere = new Reception(transactions, entities, sequences);
    }

    @Test
    void a_username_is_there_once_in_an_organization() {
        reception.enroll("anna");

        assertThatThrownBy(() -> reception.enroll("Anna"))
                .isInstanceOf(Conflict.class)
                .extracting(thrown -> ((ChatException) thrown).code())
                .isEqualTo("account.exists");
        assertThatCode(() -> elsewhere.enroll("anna")).doesNotThrowAnyException();
    }

    @Test
    void who_is_there_already_stays_as_they_are() {
        AccountProfile anna = reception.enroll("anna");

        AccountProfile again = reception.enrollOnce(
                new Enrolment(reception.organization, "ANNA", "Somebody else", null, Set.of(Duty.SYSTEM)));

        assertThat(again).isEqualTo(anna);
        assertThatCode(() -> reception.signIn("anna")).doesNotThrowAnyException();
    }

    @Test
    void an_organization_is_made_before_its_accounts() {
        assertThatThrownBy(() -> reception.enroll(new Enrolment("nowhere", "anna", "Anna", null, Set.of())))
                .isInstanceOf(Missing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".anna", "anna arendt", "anna\n", "änna", "a/b", "<anna>"})
    void what_cannot_be_typed_everywhere_is_no_username(String username) {
        assertThatThrownBy(() -> new Enrolment("parley", username, "Anna", null, Set.of()))
                .isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Anna\u0000", "Anna\nArendt"})
    void what_cannot_be_shown_is_no_display_name(String displayName) {
        assertThatThrownBy(() -> new Enrolment("parley", "anna", displayName, null, Set.of()))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void an_account_has_its_duties_from_the_beginning() {
        AccountProfile chief = reception.enroll(new Enrolment(
                reception.organization,
                "chief",
                "The chief",
                reception.passwords.hash(Reception.PASSWORD),
                Set.of(Duty.SYSTEM, Duty.PEOPLE)));

        assertThat(reception.administration.duties(reception.actor(reception.signIn("chief"))))
                .containsExactly(Duty.SYSTEM, Duty.PEOPLE);
        assertThat(chief.username()).isEqualTo("chief");
    }

    @Test
    void nobody_begins_with_duties_that_are_to_be_apart() {
        assertThatThrownBy(() -> new Enrolment("parley", "anna", "Anna", null, Set.of(Duty.AUDIT, Duty.PEOPLE)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void programs_are_there_at_once_and_their_tokens_are_good() {
        List<Enrolling.Program> programs = reception.programs(200);

        Stream<Actor> actors = programs.stream()
                .map(program -> reception.tokens.verify(reception
                        .tokens
                        .issue(program.account(), program.device())
                        .value()));

        assertThat(actors).hasSize(200).allMatch(Actor::service);
    }

    @Test
    void nobody_finds_anybody_of_another_organization() {
        AccountProfile anna = reception.enroll("anna");
        AccountProfile zoe = elsewhere.enroll("zoe");
        Actor actor = reception.actor(reception.signIn("anna"));

        assertThat(reception.directory.search(actor, "", "", 50).accounts()).containsExactly(anna);
        assertThat(reception.directory.search(actor, "zoe", "", 50).accounts()).isEmpty();
        assertThat(reception.directory.accounts(actor, List.of(anna.id(), zoe.id())))
                .containsExactly(anna);
        assertThatThrownBy(() -> reception.directory.account(actor, zoe.id())).isInstanceOf(Missing.class);
        assertThat(reception.directory.organization(actor)).isEqualTo(reception.organization);
    }

    @Test
    void the_directory_comes_in_pages() {
        Stream.of("anna", "ben", "carl", "dora", "emma").forEach(reception::enroll);
        Actor actor = reception.actor(reception.signIn("anna"));

        Directory.Page first = reception.directory.search(actor, "", "", 2);
        Directory.Page second = reception.directory.search(actor, "", String.valueOf(first.next()), 2);
        Directory.Page last = reception.directory.search(actor, "", String.valueOf(second.next()), 2);

        assertThat(Stream.of(first, second, last).flatMap(page -> page.accounts().stream()))
                .extracting(AccountProfile::username)
                .containsExactly("anna", "ben", "carl", "dora", "emma");
        assertThat(last.next()).isNull();
    }

    @Test
    void nobody_asks_for_too_much_at_once() {
        reception.enroll("anna");
        Actor actor = reception.actor(reception.signIn("anna"));
        List<AccountId> many =
                Stream.iterate(1L, i -> i + 1).limit(201).map(AccountId::new).toList();

        assertThatThrownBy(() -> reception.directory.search(actor, "", "", 0)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> reception.directory.search(actor, "", "", 201)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> reception.directory.accounts(actor, many)).isInstanceOf(Rejected.class);
    }
}
