package chat.parley.ejb.identity;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.Unavailable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordsTest {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final Passwords passwords = new Passwords();

    PasswordsTest() {
        passwords.prepare();
    }

    @Test
    void a_password_is_kept_as_owasp_recommends() {
        String hash = passwords.hash("correct horse battery").encoded();

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse battery ", hash)).isFalse();
    }

    @Test
    void the_same_password_has_another_hash_each_time() {
        assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void it_does_not_matter_how_letters_are_composed() {
        String composed = "p\u00e4ssw\u00f6rter";
        String decomposed = "pa\u0308sswo\u0308rter";

        assertThat(passwords.matches(decomposed, passwords.hash(composed).encoded()))
                .isTrue();
    }

    @Test
    void nobody_has_no_password() {
        assertThat(passwords.matches("nobody has this password", null)).isFalse();
    }

    @Test
    void what_is_short_or_endless_is_no_password() {
        assertThatThrownBy(() -> passwords.hash("seven77"))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.code()).isEqualTo("password.too-short"));
        assertThatThrownBy(() -> passwords.hash("x".repeat(513)))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.code()).isEqualTo("password.too-long"));
        assertThat(passwords.matches("x".repeat(100_000), null)).isFalse();
    }

    @Test
    void a_hash_is_never_in_a_log() {
        PasswordHash hash = passwords.hash("correct horse");

        assertThat(hash.toString()).doesNotContain(hash.encoded());
    }

    @Test
    void no_more_are_compared_at_once_than_there_are_cores_and_who_comes_too_late_is_told() throws Exception {
        SlowPasswords slow = new SlowPasswords();
        int all = CORES * 20;
        ConcurrentLinkedQueue<Throwable> refused = new ConcurrentLinkedQueue<>();

        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tries = IntStream.range(0, all)
                    .<Future<?>>mapToObj(i -> people.submit(() -> {
                        try {
                            slow.matches("password", "hash");
                        } catch (Unavailable e) {
                            refused.add(e);
                        }
                    }))
                    .toList();
            assertThat(slow.full.await(10, TimeUnit.SECONDS)).isTrue();
            while (refused.isEmpty()) {
                Thread.onSpinWait();
            }
            slow.go.countDown();
            for (Future<?> one : tries) {
                one.get(10, TimeUnit.SECONDS);
            }
        }

        assertThat(slow.most.get()).isEqualTo(CORES);
        assertThat(refused).isNotEmpty().hasSizeLessThan(all);
    }

    /** Each comparison takes until it is let go. */
    private static final class SlowPasswords extends Passwords {

        private final CountDownLatch full = new CountDownLatch(CORES);
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        boolean compare(String password, String hash) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            full.countDown();
            try {
                return go.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                running.decrementAndGet();
            }
        }
    }
}
