package chat.parley.jpa.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.jpa.identity.Tenant.NOON;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class DevicesTest {

    private final TestTransactions transactions;
    private final IdentityTables tables;
    private final Devices devices;
    private final AccountProfile anna;
    private final AccountProfile ben;

    DevicesTest(TestTransactions transactions, TestEntities entities, Sequences sequences) {
        this.transactions = transactions;
        tables = new IdentityTables(transactions, entities, sequences);
        devices = tables.devices;
        Tenant tenant = new Tenant(tables, transactions, "tenant " + UUID.randomUUID());
        anna = tenant.hire("Anna Arendt");
        ben = tenant.hire("Ben Brecht");
    }

    @Test
    void signing_in_again_on_the_same_installation_is_the_same_device() {
        DeviceId first = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);

        DeviceId again = devices.signedIn(anna.id(), "laptop", "My laptop", NOON.plusSeconds(9));

        assertThat(again).isEqualTo(first);
        assertThat(devices.of(anna.id()))
                .containsExactly(new SignedInDevice(first, "My laptop", NOON, NOON.plusSeconds(9), null));
    }

    @Test
    void one_installation_can_have_several_people() {
        DeviceId annas = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        DeviceId bens = devices.signedIn(ben.id(), "laptop", "Laptop", NOON);

        assertThat(annas).isNotEqualTo(bens);
        assertThat(devices.of(anna.id())).extracting(SignedInDevice::id).containsExactly(annas);
    }

    @Test
    void a_revoked_device_is_gone_and_signing_in_there_makes_a_new_one() {
        DeviceId first = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        revoke(first);

        DeviceId next = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);

        assertThat(next).isNotEqualTo(first);
        assertThat(devices.of(anna.id())).extracting(SignedInDevice::id).containsExactly(next);
        assertThat(devices.revokedSince(NOON.minus(Duration.ofMinutes(20))))
                .contains(first)
                .doesNotContain(next);
        assertThat(devices.revokedSince(NOON)).doesNotContain(first);
    }

    @Test
    void all_devices_but_one_can_be_revoked() {
        DeviceId laptop = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        DeviceId phone = devices.signedIn(anna.id(), "phone", "Phone", NOON);
        DeviceId bens = devices.signedIn(ben.id(), "laptop", "Laptop", NOON);

        assertThat(devices.revokeAll(anna.id(), laptop, NOON)).containsExactly(phone);
        assertThat(devices.revokeAll(anna.id(), null, NOON)).containsExactly(laptop);
        assertThat(devices.of(anna.id())).isEmpty();
        assertThat(devices.of(ben.id())).extracting(SignedInDevice::id).containsExactly(bens);
    }

    @Test
    void a_refresh_token_is_known_by_its_hash_with_whom_it_lets_in() {
        DeviceId laptop = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        tables.refreshTokens.begin(laptop, hash("one"), NOON, NOON.plusSeconds(60));

        IssuedRefreshToken issued = tables.refreshTokens.lock(hash("one")).orElseThrow();

        assertThat(issued.account()).isEqualTo(anna);
        assertThat(issued.device()).isEqualTo(laptop);
        assertThat(issued.expiresAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(issued.usedAt()).isNull();
        assertThat(issued.refused()).isFalse();
        assertThat(tables.refreshTokens.lock(hash("another"))).isEmpty();
    }

    @Test
    void only_the_token_used_last_can_have_its_successor_made_again() {
        DeviceId laptop = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        tables.refreshTokens.begin(laptop, hash("1"), NOON, NOON.plusSeconds(60));
        tables.refreshTokens.rotate(laptop, hash("1"), hash("salt 1"), hash("2"), NOON, NOON.plusSeconds(60));

        assertThat(token("1").successorSalt()).isEqualTo(hash("salt 1"));
        assertThat(token("1").usedAt()).isEqualTo(NOON);

        tables.refreshTokens.rotate(laptop, hash("2"), hash("salt 2"), hash("3"), NOON, NOON.plusSeconds(60));

        assertThat(token("1").successorSalt()).isNull();
        assertThat(token("2").successorSalt()).isEqualTo(hash("salt 2"));
        assertThat(token("3").usedAt()).isNull();
    }

    @Test
    void signing_in_again_forgets_older_tokens() {
        DeviceId laptop = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        tables.refreshTokens.begin(laptop, hash("old"), NOON, NOON.plusSeconds(60));

        tables.refreshTokens.begin(laptop, hash("new"), NOON, NOON.plusSeconds(60));

        assertThat(tables.refreshTokens.lock(hash("old"))).isEmpty();
        assertThat(tables.refreshTokens.lock(hash("new"))).isPresent();
    }

    @Test
    void tokens_of_a_revoked_device_and_of_a_disabled_account_are_refused() {
        DeviceId laptop = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        DeviceId phone = devices.signedIn(anna.id(), "phone", "Phone", NOON);
        tables.refreshTokens.begin(laptop, hash("laptop"), NOON, NOON.plusSeconds(60));
        tables.refreshTokens.begin(phone, hash("phone"), NOON, NOON.plusSeconds(60));

        revoke(laptop);
        assertThat(token("laptop").refused()).isTrue();
        assertThat(token("phone").refused()).isFalse();

        transactions.run(() -> tables.accounts.lock(anna.id()).orElseThrow().disable(NOON));
        assertThat(token("phone").refused()).isTrue();
    }

    @Test
    void old_tokens_are_forgotten() {
        DeviceId laptop = devices.signedIn(anna.id(), "laptop", "Laptop", NOON);
        tables.refreshTokens.begin(laptop, hash("1"), NOON, NOON.plusSeconds(60));
        tables.refreshTokens.rotate(laptop, hash("1"), hash("salt"), hash("2"), NOON, NOON.plusSeconds(60));

        tables.refreshTokens.forgetUsedBefore(laptop, NOON.plusSeconds(1));
        assertThat(tables.refreshTokens.lock(hash("1"))).isEmpty();
        assertThat(tables.refreshTokens.lock(hash("2"))).isPresent();

        assertThat(tables.refreshTokens.forgetExpiredBefore(NOON.plusSeconds(61)))
                .isPositive();
        assertThat(tables.refreshTokens.lock(hash("2"))).isEmpty();
    }

    private IssuedRefreshToken token(String text) {
        return tables.refreshTokens.lock(hash(text)).orElseThrow();
    }

    private void revoke(DeviceId device) {
        transactions.run(() -> devices.find(device).orElseThrow().revoke(NOON));
    }

    /** Tests share the tables, so a token of each account is another one. */
    private byte[] hash(String text) {
        return (anna.id() + text).getBytes(StandardCharsets.UTF_8);
    }
}
