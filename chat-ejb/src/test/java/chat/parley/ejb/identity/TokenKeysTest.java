package chat.parley.ejb.identity;

import java.security.KeyPair;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenKeysTest {

    private static final KeyPair PAIR = TestKeys.pair(2048);

    @Test
    void a_pair_is_read_from_pem_files() {
        TokenKeys keys = TestKeys.of(PAIR);

        assertThat(keys.publicKey()).isEqualTo(PAIR.getPublic());
        assertThat(keys.privateKey()).isEqualTo(PAIR.getPrivate());
    }

    @Test
    void keys_of_two_pairs_are_refused() {
        KeyPair other = TestKeys.pair(2048);

        assertThatThrownBy(() -> TestKeys.of(new KeyPair(other.getPublic(), PAIR.getPrivate())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not of one pair");
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> TestKeys.of(TestKeys.pair(1024)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("less than 2048 bits");
    }

    @Test
    void a_file_that_is_no_key_is_named() {
        assertThatThrownBy(() -> TestKeys.of("nothing", "of use"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".pem");
    }
}
