package chat.parley.ejb.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;

import chat.parley.ejb.problem.ChatException.Conflict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JCEKS"})
    void the_key_may_lie_in_a_credential_store_of_wildfly(String type) throws Exception {
        KeyPair pair = Seals.pair();
        Path store = Seals.store(type, "opens", "seal", pair.getPrivate());

        Seal seal = Seals.of(store, "opens", pair.getPublic());
        Seal wrongPassword = Seals.of(store, "does not", pair.getPublic());
        Seal otherAlias = Seals.of(store, "opens", pair.getPublic());
        otherAlias.alias = Optional.of("other");

        assertThat(seal.verifies(CONTENT, seal.sign(CONTENT))).isTrue();
        assertThatThrownBy(() -> wrongPassword.sign(CONTENT)).hasMessageContaining("cannot be read from " + store);
        assertThatThrownBy(() -> otherAlias.sign(CONTENT))
                .hasRootCauseMessage(store + " has no secret under the alias other");
    }

    @Test
    void keys_that_do_not_go_together_or_are_not_set_sign_nothing() {
        Seal mixed = Seals.of(Seals.pair().getPrivate(), Seals.pair().getPublic());
        Seal none = Seals.none();

        assertThatThrownBy(() -> mixed.sign(CONTENT)).hasMessageContaining("does not go with");
        assertThatThrownBy(() -> none.sign(CONTENT)).hasMessageContaining("PARLEY_SEAL_PRIVATE_KEY");
        assertThatThrownBy(none::check)
                .isInstanceOf(Conflict.class)
                .hasRootCauseMessage(
                        "PARLEY_SEAL_PUBLIC_KEY, and PARLEY_SEAL_STORE or PARLEY_SEAL_PRIVATE_KEY, are not set");
    }
}
