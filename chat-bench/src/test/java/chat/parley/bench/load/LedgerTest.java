package chat.parley.bench.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {

    private final Ledger ledger = new Ledger(2);

    @Test
    void messages_in_order_are_all_well() {
        receive(0, 0, 1);
        receive(1, 0, 2);
        receive(0, 1, 3);

        assertThat(ledger.receivedFrom(0)).isEqualTo(2);
        assertThat(ledger.receivedFrom(1)).isEqualTo(1);
        assertThat(ledger.repeats()).isZero();
        assertThat(ledger.disorders()).isZero();
        assertThat(ledger.lastSeq()).isEqualTo(3);
    }

    @Test
    void a_gap_stays_missing() {
        receive(0, 0, 1);
        receive(0, 3, 4);

        assertThat(ledger.receivedFrom(0)).isEqualTo(2);
        assertThat(ledger.disorders()).isZero();
    }

    @Test
    void what_fills_a_gap_is_out_of_order_and_no_repeat() {
        receive(0, 0, 1);
        receive(0, 2, 3);

        assertThat(ledger.received(0, 1, 2)).isTrue();

        assertThat(ledger.receivedFrom(0)).isEqualTo(3);
        assertThat(ledger.disorders()).isEqualTo(1);
        assertThat(ledger.repeats()).isZero();
    }

    @Test
    void a_second_copy_is_a_repeat_even_of_a_late_one() {
        receive(0, 0, 1);
        receive(0, 2, 3);
        receive(0, 1, 2);

        assertThat(ledger.received(0, 1, 2)).isFalse();
        assertThat(ledger.received(0, 2, 3)).isFalse();

        assertThat(ledger.repeats()).isEqualTo(2);
        assertThat(ledger.receivedFrom(0)).isEqualTo(3);
    }

    @Test
    void a_number_that_falls_is_out_of_order_even_between_senders() {
        receive(0, 0, 2);
        receive(1, 0, 1);

        assertThat(ledger.disorders()).isEqualTo(1);
    }

    @Test
    void members_who_saw_another_order_have_another_digest() {
        Ledger other = new Ledger(2);

        receive(0, 0, 1);
        receive(1, 0, 2);
        other.received(1, 0, 1);
        other.received(0, 0, 2);

        assertThat(other.digest()).isNotEqualTo(ledger.digest());
    }

    private void receive(int sender, int number, long seq) {
        assertThat(ledger.received(sender, number, seq)).isTrue();
    }
}
