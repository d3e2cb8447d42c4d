package chat.parley.ejb.screening;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers are those that issuers and registries publish for tests and as examples; none is anybody's. */
class CheckedNumberTest {

    private static final long SEED = 20261126;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111", "4012888888881881", "4222222222222", "378282246310005", "371449635398431",
                "5555555555554444", "5105105105105100", "2223000048400011", "6011111111111117", "6011000990139424",
                "3530111333300000", "3566002020360505", "30569309025904", "38520000023237", "36227206271667",
                "6200000000000005"
            })
    void cards_are_found_in_one_and_in_groups(String number) {
        String grouped = number.replaceAll("(.{4})(?=.{3})", "$1 ");

        for (String text :
                List.of(number, grouped, grouped.replace(' ', '-'), "Mine is " + grouped + ", until 12/27.")) {
            assertThat(CheckedNumber.CARD.in(text))
                    .as(text)
                    .singleElement()
                    .satisfies(passage -> assertThat(
                                    text.substring(passage.from(), passage.to()).replaceAll("[ -]", ""))
                            .isEqualTo(number));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112", // check digit
                "41111111111111", // of no length that Visa has
                "14111111111111111", // a part of a longer number
                "41111111111111110",
                "9111111111111111", // nobody's range
                "0000000000000000",
                "3.4111111111111111", // a decimal
                "build4111111111111111",
                "4111.1111.1111.1111.0", // no separator of cards
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", // a column of figures
                "+49 30 901820"
            })
    void what_only_looks_like_a_card_is_none(String text) {
        assertThat(CheckedNumber.CARD.in(text)).isEmpty();
    }

    @Test
    void digits_of_other_scripts_are_digits() {
        assertThat(CheckedNumber.CARD.in("４１１１ １１１１ １１１１ １１１１")).hasSize(1);
        assertThat(CheckedNumber.CARD.in("٤١١١١١١١١١١١١١١١")).hasSize(1);
    }

    @Test
    void several_are_found_and_what_is_beside_them_is_not() {
        String text = "4111 1111 1111 1111 123 and 5555555555554444";

        assertThat(CheckedNumber.CARD.in(text)).containsExactly(new Passage(0, 19), new Passage(28, 44));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GB82WEST12345698765432",
                "DE89370400440532013000",
                "FR1420041010050500013M02606",
                "NO9386011117947",
                "CH9300762011623852957",
                "NL91ABNA0417164300",
                "BE68539007547034",
                "MT84MALT011000012345MTLCAST001S",
                "SA0380000000608010167519",
                "ES9121000418450200051332",
                "PL61109010140000071219812874"
            })
    void accounts_are_found_in_one_in_groups_and_in_small_letters(String account) {
        String grouped = account.replaceAll("(.{4})(?=.)", "$1 ");

        for (String text : List.of(account, grouped, account.toLowerCase(Locale.ROOT), "to " + grouped + ".")) {
            assertThat(CheckedNumber.IBAN.in(text)).as(text).hasSize(1);
        }
        assertThat(CheckedNumber.IBAN.in("X" + account)).isEmpty();
        assertThat(CheckedNumber.IBAN.in(account + "1")).isEmpty();
        assertThat(CheckedNumber.IBAN.in("ZZ" + account.substring(2))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GERMAN_TAX,   86095742719",
        "GERMAN_TAX,   36 574 261 809",
        "SPANISH_ID,   12345678Z",
        "SPANISH_ID,   12345678-z",
        "SPANISH_ID,   X1234567L",
        "SPANISH_ID,   X-1234567-L",
        "POLISH_ID,    44051401359",
        "POLISH_ID,    02070803628"
    })
    void national_numbers_are_found(CheckedNumber kind, String number) {
        assertThat(kind.in("No. " + number + ".")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GERMAN_TAX,   06095742719",
        "GERMAN_TAX,   12345678903", // no digit is repeated
        "SPANISH_ID,   12345678A",
        "SPANISH_ID,   123456789Z",
        "POLISH_ID,    44131401350", // no such month
        "POLISH_ID,    440514 01359"
    })
    void what_only_looks_like_a_national_number_is_none(CheckedNumber kind, String number) {
        assertThat(kind.in("No. " + number + ".")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CARD,       4111111111111111",
        "CARD,       378282246310005",
        "IBAN,       DE89370400440532013000",
        "GERMAN_TAX, 86095742719",
        "POLISH_ID,  44051401359"
    })
    void one_wrong_digit_anywhere_makes_it_none(CheckedNumber kind, String number) {
        for (int place = 2; place < number.length(); place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String other = number.substring(0, place) + digit + number.substring(place + 1);

                assertThat(kind.in(other)).as(other).hasSize(other.equals(number) ? 1 : 0);
            }
        }
    }

    @Test
    void nothing_in_random_text_is_found_whose_check_digit_is_wrong() {
        Random random = new Random(SEED);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = randomText(random);
            for (Passage passage : CheckedNumber.CARD.in(text)) {
                String digits = text.substring(passage.from(), passage.to()).replaceAll("[ -]", "");
                found++;
                assertThat(digits).as(text).matches("[0-9]{13,19}");
                assertThat(sumOfDoubledFromTheRight(digits) % 10).as(text).isZero();
            }
        }
        assertThat(found).as("the test has something to look at").isPositive();
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        String[] between = {" ", "-", ", ", ".", "x", "", "/"};
        for (int group = 0; group < 8; group++) {
            text.append(group % 4 == 0 ? "4" : "");
            random.ints(1 + random.nextInt(16), 0, 10).forEach(text::append);
            text.append(between[random.nextInt(between.length)]);
        }
        return text.toString();
    }

    /** Luhn's sum by its definition, digit by digit of the doubled ones. */
    private static int sumOfDoubledFromTheRight(String digits) {
        int[] from =
                new StringBuilder(digits).reverse().chars().map(c -> c - '0').toArray();
        for (int i = 1; i < from.length; i += 2) {
            from[i] = String.valueOf(2 * from[i]).chars().map(c -> c - '0').sum();
        }
        return Arrays.stream(from).sum();
    }
}
