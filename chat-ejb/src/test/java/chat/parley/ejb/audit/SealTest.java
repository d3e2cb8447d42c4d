package chat.parley.ejb.audit;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;

import chat.parley.ejb.problem.ChatException.Conflict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealTest {

    private static final byte[] CONTENT = "what was said".getBytes(StandardCharsets.UTF_8);

    @Test
    void what_was_signed_is_verified_and_nothing_else() {
        Seal seal = Seals.fresh();

        Seal.Signature signature = seal.sign(CONTENT);

        assertThat(seal.verifies(CONTENT, signature)).isTrue();
        assertThat(seal.verifies("what was not".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        assertThat(Seals.fresh().verifies(CONTENT, signature)).isFalse();
        assertThat(seal.verifies(CONTENT, new Seal.Signature(signature.key(), new byte[] {1})))
                .isFalse();
        assertThat(signature.key()).isEqualTo(Seal.name(seal.publicKey())).hasSize(16);
    }

    @Test
    void what_a_former_key_has_signed_is_verified_while_it_is_kept() {
        KeyPair former = Seals.pair();
        KeyPair present = Seals.pair();
        Seal.Signature signature =
                Seals.of(former.getPrivate(), former.getPublic()).sign(CONTENT);

        Seal seal = Seals.of(present.getPrivate(), present.getPublic(), former.getPublic());

        assertThat(seal.verifies(CONTENT, signature)).isTrue();
        assertThat(seal.sign(CONTENT).key()).isNotEqualTo(signature.key());
    }

    @Test
    void keys_that_do_not_go_together_or_are_not_set_sign_nothing() {
        Seal mixed = Seals.of(Seals.pair().getPrivate(), Seals.pair().getPublic());
        Seal none = Seals.none();

        assertThatThrownBy(() -> mixed.sign(CONTENT)).hasMessageContaining("does not go with");
        assertThatThrownBy(() -> none.sign(CONTENT)).hasMessageContaining("PARLEY_SEAL_PRIVATE_KEY");
        assertThatThrownBy(none::check)
                .isInstanceOf(Conflict.class)
                .hasRootCauseMessage("PARLEY_SEAL_PRIVATE_KEY and PARLEY_SEAL_PUBLIC_KEY are not set");
    }
}
