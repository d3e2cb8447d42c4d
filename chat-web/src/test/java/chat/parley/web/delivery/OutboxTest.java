package chat.parley.web.delivery;

import java.time.Duration;
import java.time.Instant;

import chat.parley.web.delivery.Outbox.Offer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxTest {

    private final Outbox outbox = new Outbox(10);

    @Test
    void wakes_whoever_drains_once_and_gives_all_that_waits_a_frame_a_line() {
        assertThat(outbox.offer("one")).isEqualTo(Offer.WAKE);
        assertThat(outbox.offer("two")).isEqualTo(Offer.QUEUED);
        assertThat(outbox.waiting()).isEqualTo(2);

        assertThat(next(outbox)).isEqualTo("one\ntwo");
        assertThat(outbox.offer("three")).isEqualTo(Offer.QUEUED);
        assertThat(next(outbox)).isEqualTo("three");
        assertThat(outbox.next()).isNull();
        assertThat(outbox.waiting()).isZero();
        assertThat(outbox.offer("four")).isEqualTo(Offer.WAKE);
    }

    @Test
    void drops_everything_when_the_client_does_not_keep_up_until_it_catches_up() {
        outbox.offer("123456");

        assertThat(outbox.offer("78901")).isEqualTo(Offer.OVERFLOW);
        assertThat(outbox.offer("x")).isEqualTo(Offer.DROPPED);
        outbox.insist("resync");
        assertThat(next(outbox)).isEqualTo("resync");

        outbox.recover();
        assertThat(outbox.offer("x")).isEqualTo(Offer.QUEUED);
    }

    @Test
    void what_can_be_done_without_is_dropped_first() {
        Outbox outbox = new Outbox(40);
        outbox.offer("12345678");

        assertThat(outbox.offerWithRoom("ab")).isEqualTo(Offer.QUEUED);
        assertThat(outbox.offerWithRoom("c")).isEqualTo(Offer.DROPPED);
        assertThat(outbox.offer("news")).isEqualTo(Offer.QUEUED);
        assertThat(next(outbox)).isEqualTo("12345678\nab\nnews");
    }

    @Test
    void answers_go_out_although_news_is_dropped() {
        outbox.overflow();

        outbox.insist("answer");

        assertThat(next(outbox)).isEqualTo("answer");
    }

    @Test
    void gives_a_batch_of_a_bounded_size() {
        Outbox large = new Outbox(1_000_000);
        String frame = "x".repeat(50_000);
        for (int i = 0; i < 5; i++) {
            large.offer(frame);
        }

        assertThat(next(large)).hasSize(100_001);
        assertThat(next(large)).hasSize(100_001);
        assertThat(next(large)).hasSize(50_000);
    }

    @Test
    void lets_whoever_has_long_answers_wait_for_room() throws InterruptedException {
        outbox.insist("1234567890");
        assertThat(outbox.awaitRoom(Duration.ofMillis(10))).isFalse();

        Thread drain = Thread.startVirtualThread(outbox::next);

        assertThat(outbox.awaitRoom(Duration.ofSeconds(10))).isTrue();
        drain.join();
    }

    @Test
    void what_goes_out_says_since_when_its_first_message_waits() {
        Outbox outbox = new Outbox(100);
        outbox.offer("news");
        outbox.offer("first", Instant.ofEpochSecond(1));
        outbox.offer("second", Instant.ofEpochSecond(2));

        assertThat(outbox.next()).isEqualTo(new Outbox.Batch("news\nfirst\nsecond", Instant.ofEpochSecond(1)));

        outbox.offer("news");
        assertThat(outbox.next()).isEqualTo(new Outbox.Batch("news", null));
    }

    @Test
    void what_is_dropped_waits_no_longer() {
        Outbox outbox = new Outbox(10);
        outbox.offer("first", Instant.ofEpochSecond(1));
        outbox.overflow();
        outbox.insist("resync");

        assertThat(outbox.next()).isEqualTo(new Outbox.Batch("resync", null));
    }

    private static @Nullable String next(Outbox outbox) {
        Outbox.Batch batch = outbox.next();
        return batch == null ? null : batch.text();
    }
}
