package chat.parley.ejb.identity;

import java.time.Duration;

import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.IdentityTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class RevocationsTest {

    private final Reception here;
    private final Revocations there = new Revocations();

    RevocationsTest(TestTransactions transactions, TestEntities entities, Sequences sequences) {
        here = new Reception(transactions, entities, sequences);
        here.enroll("anna");
        IdentityTables tables = new IdentityTables(transactions, entities, sequences);
        there.accounts = tables.accounts;
        there.devices = tables.devices;
        there.clock = here.clock;
    }

    @Test
    void another_node_sees_a_revoked_device_in_the_database() {
        Actor actor = here.actor(here.signIn("anna"));
        there.refresh();
        assertThat(there.refuse(actor)).isFalse();

        here.signOut(actor);
        there.refresh();

        assertThat(there.refuse(actor)).isTrue();
    }

    @Test
    void another_node_sees_a_disabled_account_in_the_database() {
        Actor actor = here.actor(here.signIn("anna"));

        here.disable("anna");
        there.refresh();

        assertThat(there.refuse(actor)).isTrue();
    }

    @Test
    void another_node_that_hears_of_it_need_not_look() {
        Actor actor = here.actor(here.signIn("anna"));

        there.heardOf(actor.device());

        assertThat(there.refuse(actor)).isTrue();
    }

    @Test
    void what_was_heard_is_not_forgotten_by_looking_too_early() {
        Actor actor = here.actor(here.signIn("anna"));
        there.heardOf(actor.account());

        there.refresh();

        assertThat(there.refuse(actor)).isTrue();
    }

    @Test
    void what_was_heard_and_never_happened_is_forgotten() {
        Actor actor = here.actor(here.signIn("anna"));
        there.heardOf(actor.device());

        here.clock.pass(Duration.ofSeconds(6));
        there.refresh();

        assertThat(there.refuse(actor)).isFalse();
    }

    @Test
    void what_is_older_than_any_token_is_forgotten() {
        Actor actor = here.actor(here.signIn("anna"));
        here.signOut(actor);

        here.clock.pass(Tokens.LIFE);
        there.refresh();
        assertThat(there.refuse(actor)).isTrue();

        here.clock.pass(Duration.ofMinutes(6));
        there.refresh();
        assertThat(there.refuse(actor)).isFalse();
    }
}
