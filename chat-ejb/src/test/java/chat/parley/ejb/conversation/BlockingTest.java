package chat.parley.ejb.conversation;

import java.util.List;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.Block;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.IdentityTables;
import chat.parley.jpa.message.Appended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class BlockingTest {

    private final Company company;
    private final Company rival;
    private final Actor anna;
    private final Actor ben;

    BlockingTest(Sequences sequences, TestTransactions transactions, TestEntities entities) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        company.blocking.accounts = new IdentityTables(transactions, entities, sequences).accounts;
        anna = company.hire("anna");
        ben = company.hire("ben");
    }

    @Test
    void nothing_new_is_said_between_the_two() {
        ConversationId direct = company.direct(anna, ben);
        Admission before = company.access.toPost(ben, direct);

        block(anna, ben);

        assertThat(company.write(before, ben, "one more")).isInstanceOf(Appended.Stale.class);
        for (Actor actor : List.of(anna, ben)) {
            refused(() -> company.access.toPost(actor, direct), Denied.class, "conversation.blocked");
            refused(() -> company.access.toEdit(actor, direct, true), Denied.class, "conversation.blocked");
            assertThat(company.access.toRead(actor, direct).span().from()).isEqualTo(1);
            assertThat(company.access.toDelete(actor, direct, true).conversation())
                    .isEqualTo(direct);
        }
    }

    @Test
    void elsewhere_they_write_as_before() {
        ConversationId group = company.group(anna, ben);

        block(anna, ben);

        assertThat(company.say(ben, group, "hello all")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void no_direct_conversation_is_begun_between_the_two() {
        block(anna, ben);

        refused(() -> company.direct(ben, anna), Denied.class, "conversation.blocked");
        refused(() -> company.direct(anna, ben), Denied.class, "conversation.blocked");
    }

    @Test
    void taking_it_back_opens_the_conversation_unless_the_other_has_blocked_too() {
        ConversationId direct = company.direct(anna, ben);
        block(anna, ben);
        block(ben, anna);

        unblock(anna, ben);
        refused(() -> company.access.toPost(anna, direct), Denied.class, "conversation.blocked");
        unblock(ben, anna);

        assertThat(company.say(anna, direct, "peace")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void ones_own_devices_are_told_and_the_other_only_that_they_see_others() {
        company.news();

        block(anna, ben);

        Block block = new Block(ben.account(), true, company.clock.instant());
        assertThat(company.news())
                .containsExactly(
                        new ChatEvent.BlockChanged(anna.account(), block, company.stateOf(anna)),
                        new ChatEvent.SightChanged(ben.account()));
        assertThat(company.blocking.list(anna)).containsExactly(block);
        assertThat(company.blocking.list(ben)).isEmpty();
    }

    @Test
    void doing_it_twice_is_doing_it_once() {
        block(anna, ben);
        long state = company.stateOf(anna);
        company.news();

        block(anna, ben);

        assertThat(company.stateOf(anna)).isEqualTo(state);
        assertThat(company.news()).isEmpty();
    }

    @Test
    void whoever_has_blocked_somebody_is_hidden_from_them() {
        block(anna, ben);

        assertThat(company.blocking.hiddenFrom(ben, List.of(anna.account()))).containsExactly(anna.account());
        assertThat(company.blocking.hiddenFrom(anna, List.of(ben.account()))).isEmpty();
    }

    @Test
    void nobody_blocks_themselves_or_somebody_they_cannot_know() {
        refused(() -> block(anna, anna), Rejected.class, "request.malformed");
        refused(() -> block(anna, rival.hire("spy")), Missing.class, "account.missing");
    }

    private void block(Actor actor, Actor other) {
        company.done(() -> company.blocking.block(actor, other.account()));
    }

    private void unblock(Actor actor, Actor other) {
        company.done(() -> company.blocking.unblock(actor, other.account()));
    }
}
