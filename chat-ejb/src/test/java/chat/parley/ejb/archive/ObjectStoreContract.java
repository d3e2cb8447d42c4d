package chat.parley.ejb.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What holds for every storage of objects. */
interface ObjectStoreContract {

    /** One that is there, empty for this test. */
    ObjectStore store();

    /** A time not long ahead. */
    Instant later();

    @Test
    default void what_is_put_is_got() {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);

        store().put("segments/7/42/1", content, null);
        store().put("segments/7/42/2", new byte[0], null);

        assertThat(store().get("segments/7/42/1")).isEqualTo(content);
        assertThat(store().get("segments/7/42/2")).isEmpty();
        assertThat(store().lockedUntil("segments/7/42/1")).isEmpty();
    }

    @Test
    default void what_is_not_there_is_missing() {
        assertThatThrownBy(() -> store().get("segments/7/42/3")).isInstanceOf(Missing.class);
        assertThatThrownBy(() -> store().lockedUntil("segments/7/42/3")).isInstanceOf(Missing.class);
        store().delete("segments/7/42/3");
    }

    @Test
    default void the_same_may_be_put_again_and_nothing_else_under_its_name() {
        store().put("segments/7/42/4", bytes("one"), null);

        store().put("segments/7/42/4", bytes("one"), null);
        refused("archive.differs", () -> store().put("segments/7/42/4", bytes("two"), null));

        assertThat(store().get("segments/7/42/4")).isEqualTo(bytes("one"));
    }

    @Test
    default void what_is_deleted_is_gone_and_its_name_is_free() {
        store().put("segments/7/42/5", bytes("one"), null);

        store().delete("segments/7/42/5");

        assertThatThrownBy(() -> store().get("segments/7/42/5")).isInstanceOf(Missing.class);
        store().put("segments/7/42/5", bytes("two"), null);
        assertThat(store().get("segments/7/42/5")).isEqualTo(bytes("two"));
    }

    @Test
    default void what_is_locked_is_not_deleted() {
        store().put("segments/7/42/6", bytes("one"), later());

        refused("archive.locked", () -> store().delete("segments/7/42/6"));

        assertThat(store().get("segments/7/42/6")).isEqualTo(bytes("one"));
        assertThat(store().lockedUntil("segments/7/42/6")).contains(later());
    }

    @Test
    default void a_lock_is_made_longer_and_never_shorter() {
        store().put("segments/7/42/7", bytes("one"), null);

        store().put("segments/7/42/7", bytes("one"), later());
        store().put("segments/7/42/7", bytes("one"), later().plusSeconds(60));
        store().put("segments/7/42/7", bytes("one"), later());
        store().put("segments/7/42/7", bytes("one"), null);

        assertThat(store().lockedUntil("segments/7/42/7")).contains(later().plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/.lock", "A", "a b", "a\0", "a/./b"})
    default void a_name_leads_nowhere_else(String name) {
        assertThatThrownBy(() -> store().put(name, bytes("one"), null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().get(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().delete(name)).isInstanceOf(IllegalArgumentException.class);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    static void away(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ChatException.Unavailable.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("archive.away"));
    }
}
