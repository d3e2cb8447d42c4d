package chat.parley.web.delivery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class ReadingTurnsTest {

    private final ReadingTurns turns = new ReadingTurns();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void a_pool_of_four() {
        turns.pool = 4;
        turns.open();
    }

    @Test
    void half_of_the_pool_reads_and_the_others_wait() throws InterruptedException {
        read();
        read();
        begun.acquire(2);
        read();

        assertThat(begun.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
        goOn.countDown();
        begun.acquire();
    }

    @Test
    void whoever_waits_for_a_slow_client_lets_others_read() throws InterruptedException {
        CountDownLatch slowClient = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            Thread.startVirtualThread(() -> turns.take(() -> turns.without(() -> await(slowClient))));
        }

        read();
        read();

        begun.acquire(2);
        slowClient.countDown();
        goOn.countDown();
    }

    @Test
    void a_reader_that_fails_gives_its_turn_back() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            try {
                turns.take(() -> {
                    throw new IllegalStateException("the database is away");
                });
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("the database is away");
            }
        }

        read();
        read();

        begun.acquire(2);
        goOn.countDown();
    }

    private void read() {
        Thread.startVirtualThread(() -> turns.take(() -> {
            begun.release();
            assertThat(await(goOn)).isTrue();
        }));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
