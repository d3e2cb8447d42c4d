package chat.parley.jpa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.InstallationFacts;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;
import chat.parley.jpa.identity.IdentityTables;
import chat.parley.jpa.identity.SignedInDevice;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Checkpoint;
import chat.parley.jpa.message.DeviceCheckpoint;
import chat.parley.jpa.message.DeviceCheckpoints;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.PostedMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.jpa.conversation.HistoryVisibility.ALL;
import static org.assertj.core.api.Assertions.assertThat;

/** What devices say they have applied: kept many at a time, as far as it can be true, for their own account. */
@ExtendWith(RealDatabase.class)
class DeviceCheckpointsTest {

    private static final Instant NOON = Town.NOON;

    private final Town town;
    private final Database database;
    private final TestTransactions transactions;
    private final Devices devices;
    private final DeviceCheckpoints checkpoints;
    private final UUID epoch;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId group;
    private final DeviceId laptop;
    private final DeviceId phone;
    private final DeviceId bens;

    DeviceCheckpointsTest(
            Database database, Sequences sequences, TestTransactions transactions, TestEntities entities) {
        this.database = database;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        devices = new IdentityTables(transactions, entities, sequences).devices;
        checkpoints = new DeviceCheckpoints(database);
        epoch = new InstallationFacts(database).epoch();
        anna = town.person("anna");
        ben = town.person("ben");
        group = town.group(ALL, anna, ben);
        laptop = devices.signedIn(anna, "laptop", "Laptop", NOON);
        phone = devices.signedIn(anna, "phone", "Phone", NOON);
        bens = devices.signedIn(ben, "laptop", "Laptop", NOON);
    }

    /** Messages 2 and 3; the second one was changed once. */
    @BeforeEach
    void anna_has_said_two_things() {
        town.say(group, anna, "hello");
        PostedMessage second = town.say(group, anna, "hallo");
        Changes changes = new Changes(database);
        transactions.run(() -> {
            changes.lock(group);
            changes.edit(second, "hello again", Mentioned.NOBODY, anna, NOON);
        });
    }

    @Test
    void the_last_word_of_each_device_is_kept_many_in_one_statement() {
        ConversationId other = town.group(ALL, anna);
        keep(said(laptop, anna, 1, at(group, 2, 0)), said(bens, ben, 1, at(group, 1, 0)), said(phone, anna, 0));

        keep(said(laptop, anna, 2, at(other, 1, 0), at(group, 3, 1)));

        assertThat(kept(anna, laptop).accountRev()).isEqualTo(2);
        assertThat(kept(anna, laptop).positions()).containsExactlyInAnyOrder(at(group, 3, 1), at(other, 1, 0));
        assertThat(kept(ben, bens)).isEqualTo(new Checkpoint(epoch, 1, List.of(at(group, 1, 0))));
        assertThat(kept(anna, phone)).isEqualTo(new Checkpoint(epoch, 0, List.of()));
    }

    @Test
    void what_is_past_the_newest_is_taken_back_to_it() {
        keep(said(laptop, anna, 99, at(group, 99, 99)));

        assertThat(kept(anna, laptop))
                .isEqualTo(new Checkpoint(epoch, town.states.own(anna).rev(), List.of(at(group, 3, 1))));
    }

    @Test
    void a_conversation_that_is_not_ones_own_or_does_not_exist_is_left_out() {
        ConversationId foreign = town.group(ALL, ben);

        keep(said(laptop, anna, 1, at(foreign, 1, 0), at(group, 3, 1), at(new ConversationId(Long.MAX_VALUE), 1, 0)));

        assertThat(kept(anna, laptop).positions()).containsExactly(at(group, 3, 1));
    }

    @Test
    void of_a_conversation_one_has_left_nothing_is_learnt_that_came_later() {
        long left = town.leave(group, ben);
        town.say(group, anna, "without Ben");

        keep(said(bens, ben, 1, at(group, 99, 99)));

        assertThat(kept(ben, bens).positions()).containsExactly(at(group, left, 99));
    }

    @Test
    void whoever_has_come_back_is_a_member_like_others() {
        town.leave(group, ben);
        long back = town.join(group, ALL, ben);

        keep(said(bens, ben, 1, at(group, 99, 99)));

        assertThat(kept(ben, bens).positions()).containsExactly(at(group, back, 1));
    }

    @Test
    void a_checkpoint_of_another_epoch_is_ignored() {
        keep(said(laptop, anna, 1, at(group, 2, 0)));

        keep(
                new DeviceCheckpoint(laptop, anna, new Checkpoint(UUID.randomUUID(), 1, List.of(at(group, 3, 1)))),
                said(phone, anna, 1, at(group, 3, 1)));

        assertThat(kept(anna, laptop).positions()).containsExactly(at(group, 2, 0));
        assertThat(kept(anna, phone).positions()).containsExactly(at(group, 3, 1));
    }

    @Test
    void it_is_nobody_elses() {
        keep(said(laptop, anna, 1, at(group, 2, 0)), said(bens, anna, 1, at(group, 2, 0)));

        assertThat(checkpoints.find(ben, laptop)).isEmpty();
        assertThat(checkpoints.find(ben, bens)).isEmpty();
        assertThat(checkpoints.find(anna, bens)).isEmpty();
    }

    @Test
    void it_goes_with_the_device_whoever_revokes_it_and_does_not_come_again() {
        keep(said(laptop, anna, 1, at(group, 2, 0)), said(phone, anna, 1, at(group, 2, 0)));

        transactions.run(() -> devices.find(laptop).orElseThrow().revoke(NOON));
        devices.revokeAll(anna, null, NOON);
        assertThat(rows()).isZero();

        keep(said(laptop, anna, 1, at(group, 3, 1)));
        assertThat(rows()).isZero();
    }

    @Test
    void devices_are_listed_with_when_theirs_was_kept() {
        keep(said(laptop, anna, 1, at(group, 2, 0)));
        checkpoints.keep(List.of(said(laptop, anna, 1, at(group, 3, 0))), NOON.plusSeconds(5));

        assertThat(devices.of(anna))
                .containsExactly(
                        new SignedInDevice(phone, "Phone", NOON, NOON, null),
                        new SignedInDevice(laptop, "Laptop", NOON, NOON, NOON.plusSeconds(5)));
    }

    private long rows() {
        return database.first(
                        "select count(*) from device_checkpoint where device_id in (?, ?)",
                        row -> row.getLong(1),
                        laptop.value(),
                        phone.value())
                .orElseThrow();
    }

    private void keep(DeviceCheckpoint... said) {
        checkpoints.keep(List.of(said), NOON);
    }

    private Checkpoint kept(AccountId account, DeviceId device) {
        return checkpoints.find(account, device).orElseThrow();
    }

    private DeviceCheckpoint said(DeviceId device, AccountId account, long accountRev, Position... positions) {
        return new DeviceCheckpoint(device, account, new Checkpoint(epoch, accountRev, List.of(positions)));
    }

    private static Position at(ConversationId conversation, long seq, long rev) {
        return new Position(conversation, seq, rev);
    }
}
