package chat.parley.jpa.screening;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Priority;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Source;
import chat.parley.jpa.screening.HeldMessage.State;
import chat.parley.jpa.screening.HeldMessages.Written;
import chat.parley.jpa.screening.MessageFlags.Flagged;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits for a moderator, and what one is to look at. */
@ExtendWith(RealDatabase.class)
class HeldMessagesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Town town;
    private final HeldMessages held;
    private final MessageFlags flags;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId group;

    HeldMessagesTest(Database database, Sequences sequences, TestTransactions transactions) {
        town = new Town(database, sequences, transactions);
        held = new HeldMessages(database);
        flags = new MessageFlags(database);
        anna = town.person("anna");
        ben = town.person("ben");
        group = town.group(HistoryVisibility.ALL, anna, ben);
    }

    @Test
    void what_is_held_waits_as_it_was_sent_and_once_however_often_that_is() {
        HeldMessage wish = message(UUID.randomUUID(), new Source(group, 1, anna));

        long rev = held.hold(wish).orElseThrow();

        assertThat(held.hold(wish)).isEmpty();
        HeldMessage found = held.find(group, ben, wish.id()).orElseThrow();
        assertThat(found).usingRecursiveComparison().ignoringFields("number").isEqualTo(wish);
        assertThat(held.waiting(group, 0, 10)).containsExactly(found);
        assertThat(held.waiting(ben, 0, 10)).containsExactly(found);
        assertThat(held.waiting(group, found.number(), 10)).isEmpty();
        assertThat(held.waiting(group, ben)).isEqualTo(1);
        assertThat(held.waiting(group, anna)).isZero();
        assertThat(held.since(ben, rev - 1, 10)).containsExactly(new Written(found, rev));
        assertThat(held.since(ben, rev, 10)).isEmpty();
    }

    @Test
    void what_was_decided_keeps_no_text_and_only_whoever_knew_of_it_is_told() {
        HeldMessage first = hold();
        HeldMessage second = hold();
        long before = held.since(ben, 0, 10).getFirst().rev();

        long rev = held.decide(first, State.DROPPED, "Not here", anna, NOON);

        HeldMessage dropped = held.find(group, ben, first.id()).orElseThrow();
        assertThat(dropped.state()).isEqualTo(State.DROPPED);
        assertThat(dropped.body()).isEmpty();
        assertThat(dropped.reason()).isEqualTo("Not here");
        assertThat(held.waiting(group, 0, 10)).containsExactly(second);
        assertThat(held.since(ben, before, 10)).extracting(Written::message).containsExactly(second, dropped);
        assertThat(held.since(ben, before, 10)).extracting(Written::rev).endsWith(rev);
        assertThat(held.since(ben, 0, 10)).extracting(Written::message).containsExactly(second);
    }

    @Test
    void what_came_into_the_log_in_another_way_waits_no_longer() {
        PostedMessage posted = town.say(group, ben, "words");

        held.hold(message(posted.id(), null));

        assertThat(held.isPosted(group, ben, posted.id())).isTrue();
        assertThat(held.isPosted(group, anna, posted.id())).isFalse();
        assertThat(held.waiting(group, 0, 10)).isEmpty();
        assertThat(held.waiting(ben, 0, 10)).isEmpty();
    }

    @Test
    void what_was_noted_is_listed_once_it_is_there_until_somebody_has_looked() {
        flags.note(group, ben, UUID.randomUUID(), "Fruit", NOON);
        PostedMessage posted = town.say(group, ben, "pineapple");
        flags.note(group, ben, posted.id(), "Fruit", NOON);
        flags.note(group, ben, posted.id(), "Other", NOON);

        Flagged flagged = flags.unseen(group, 0, 10).getFirst();

        assertThat(flags.unseen(group, 0, 10)).hasSize(1);
        assertThat(flagged).isEqualTo(new Flagged(flagged.number(), posted.seq(), ben, "Fruit", "pineapple", NOON));
        flags.see(group, flagged.number(), anna, NOON);
        assertThat(flags.unseen(group, 0, 10)).isEmpty();
        flags.noteAgain(group, ben, posted.id(), "Other", NOON);
        assertThat(flags.unseen(group, 0, 10)).extracting(Flagged::rule).containsExactly("Other");
    }

    private HeldMessage hold() {
        UUID id = UUID.randomUUID();
        held.hold(message(id, null));
        return held.find(group, ben, id).orElseThrow();
    }

    private HeldMessage message(UUID id, @Nullable Source source) {
        return new HeldMessage(
                0,
                group,
                ben,
                id,
                Format.PLAIN,
                "words",
                null,
                1L,
                source,
                new Purpose(Priority.IMPORTANT, new PollTerms(List.of("Thursday", "Friday"), true, false, null)),
                "Fruit",
                "Looked at.",
                NOON,
                State.HELD,
                null);
    }
}
