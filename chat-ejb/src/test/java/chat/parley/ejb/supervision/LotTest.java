package chat.parley.ejb.supervision;

import java.security.SecureRandom;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which messages the lot falls on. */
class LotTest {

    private static final String KEY = "0b".repeat(32);
    private static final ConversationId ROOM = new ConversationId(7);
    private static final int MANY = 100_000;
    private static final int TENTH = 1_000;

    @Test
    void it_falls_on_its_share_and_on_the_same_again() {
        Lot lot = new Lot(Lot.freshSeed(new SecureRandom()));

        assertThat(fallen(lot, TENTH)).isBetween(9_400L, 10_600L);
        assertThat(fallen(lot, 10_000)).isEqualTo(MANY);
        assertThat(fallen(lot, 0)).isZero();
        assertThat(fallen(new Lot(KEY), TENTH)).isEqualTo(fallen(new Lot(KEY), TENTH));
    }

    @Test
    void with_a_larger_share_it_falls_on_the_same_and_more() {
        Lot lot = new Lot(KEY);

        assertThat(LongStream.range(1, MANY).filter(seq -> lot.fallsOn(ROOM, seq, TENTH)))
                .allMatch(seq -> lot.fallsOn(ROOM, seq, TENTH + 1));
    }

    /** {@code printf 7/1 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b…} begins with the lot. */
    @Test
    void whoever_has_the_key_can_draw_again_with_other_tools() {
        assertThat(Lot.commitment(KEY)).isEqualTo("f0e38b830ebd8a506615ecd154330ec07ff6bf5030447b44e297db1d4b7514ac");
        assertThat(new Lot(KEY).fallsOn(ROOM, 1, 3814)).isTrue();
        assertThat(new Lot(KEY).fallsOn(ROOM, 1, 3813)).isFalse();
    }

    private static long fallen(Lot lot, int share) {
        return LongStream.range(0, MANY)
                .filter(seq -> lot.fallsOn(ROOM, seq, share))
                .count();
    }
}
