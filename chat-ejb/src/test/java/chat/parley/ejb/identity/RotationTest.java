package chat.parley.ejb.identity;

import java.time.Duration;
import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.IssuedRefreshToken;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RotationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final byte[] SALT = {1};
    private static final AccountProfile ANNA =
            new AccountProfile(new AccountId(7), new OrganizationId(3), "anna", "Anna Arendt", AccountKind.PERSON);

    @Test
    void an_unused_token_gets_the_next_one() {
        assertThat(Rotation.of(token(LATER, null, null, false), NOW)).isEqualTo(Rotation.NEXT);
    }

    @Test
    void an_unused_token_ends() {
        assertThat(Rotation.of(token(NOW, null, null, false), NOW)).isEqualTo(Rotation.EXPIRED);
        assertThat(Rotation.of(token(NOW.plusMillis(1), null, null, false), NOW))
                .isEqualTo(Rotation.NEXT);
    }

    @Test
    void one_used_a_moment_ago_gets_the_same_again() {
        assertThat(Rotation.of(token(LATER, NOW.minusSeconds(29), SALT, false), NOW))
                .isEqualTo(Rotation.SAME_AGAIN);
    }

    @Test
    void one_used_a_while_ago_is_in_two_hands() {
        assertThat(Rotation.of(token(LATER, NOW.minusSeconds(30), SALT, false), NOW))
                .isEqualTo(Rotation.REUSED);
    }

    @Test
    void one_whose_successor_was_used_is_in_two_hands_however_soon() {
        assertThat(Rotation.of(token(LATER, NOW.minusSeconds(1), null, false), NOW))
                .isEqualTo(Rotation.REUSED);
    }

    @Test
    void whose_device_or_account_is_no_more_gets_nothing() {
        assertThat(Rotation.of(token(LATER, null, null, true), NOW)).isEqualTo(Rotation.REFUSED);
        assertThat(Rotation.of(token(LATER, NOW.minusSeconds(1), SALT, true), NOW))
                .isEqualTo(Rotation.REFUSED);
    }

    @Test
    void the_next_token_is_made_of_the_one_before_and_the_salt() {
        RefreshToken token = RefreshToken.random();

        assertThat(token.successor(SALT)).isEqualTo(token.successor(SALT)).isNotEqualTo(token);
        assertThat(token.successor(SALT)).isNotEqualTo(token.successor(new byte[] {2}));
        assertThat(token.successor(SALT)).isNotEqualTo(RefreshToken.random().successor(SALT));
        assertThat(token.text()).hasSize(43);
        assertThat(token.hash()).hasSize(32);
        assertThat(token.toString()).doesNotContain(token.text());
    }

    private static IssuedRefreshToken token(
            Instant expiresAt, @Nullable Instant usedAt, byte @Nullable [] salt, boolean refused) {
        return new IssuedRefreshToken(new DeviceId(21), ANNA, expiresAt, usedAt, salt, refused);
    }
}
