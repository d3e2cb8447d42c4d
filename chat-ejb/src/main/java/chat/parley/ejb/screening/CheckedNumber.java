package chat.parley.ejb.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of numbers that prove themselves by check digits. The names are stored as terms of rules. */
enum CheckedNumber {
    /** Of a payment card, by the ranges and lengths of its issuer and the check digit of ISO/IEC 7812 (Luhn). */
    CARD("card") {
        @Override
        List<Passage> in(String text) {
            return DigitGroups.of(text, new DigitGroups.Shape(13, 19, 3), CheckedNumber::isCard);
        }
    },
    /** Of a bank account, ISO 13616: the country's length, and the check digits modulo 97. */
    IBAN("iban") {
        @Override
        List<Passage> in(String text) {
            return BankAccounts.in(text);
        }
    },
    /** The German tax number of persons (IdNr, section 139b AO): 11 digits, ISO 7064 MOD 11,10, one digit repeated. */
    GERMAN_TAX("de-idnr") {
        @Override
        List<Passage> in(String text) {
            return DigitGroups.of(text, new DigitGroups.Shape(11, 11, 2), CheckedNumber::isGermanTax);
        }
    },
    /** The Spanish number of persons (DNI, and NIE of foreigners): the letter is the number modulo 23. */
    SPANISH_ID("es-dni") {
        @Override
        List<Passage> in(String text) {
            List<Passage> found = new ArrayList<>();
            Matcher matcher = SPANISH.matcher(text);
            while (matcher.find()) {
                if (isSpanish(matcher)) {
                    found.add(new Passage(matcher.start(), matcher.end()));
                }
            }
            return found;
        }
    },
    /** The Polish number of persons (PESEL): 11 digits, a date of birth, and a weighted check digit. */
    POLISH_ID("pl-pesel") {
        @Override
        List<Passage> in(String text) {
            return DigitGroups.of(text, new DigitGroups.Shape(11, 11, 11), CheckedNumber::isPolish);
        }
    };

    private static final Pattern SPANISH = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}])(?:([XYZ])[- ]?([0-9]{7})|([0-9]{8}))[- ]?([A-Z])(?![\\p{L}\\p{Nd}])",
            Pattern.CASE_INSENSITIVE);
    private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int[] POLISH_WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};

    private final String term;

    CheckedNumber(String term) {
        this.term = term;
    }

    /** The one of this name. */
    static Optional<CheckedNumber> named(String term) {
        return Arrays.stream(values()).filter(each -> each.term.equals(term)).findFirst();
    }

    /** What rules call it. */
    String term() {
        return term;
    }

    /** Where such numbers are. */
    abstract List<Passage> in(String text);

    private static boolean isCard(String digits) {
        return isIssued(digits) && luhn(digits);
    }

    /** Whether an issuer has numbers that begin so and are so long. */
    private static boolean isIssued(String digits) {
        int length = digits.length();
        int two = Integer.parseInt(digits.substring(0, 2));
        int three = Integer.parseInt(digits.substring(0, 3));
        int four = Integer.parseInt(digits.substring(0, 4));
        if (digits.charAt(0) == '4') {
            return length == 13 || length == 16 || length == 19; // Visa
        }
        if (two == 34 || two == 37) {
            return length == 15; // American Express
        }
        if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
            return length == 16; // Mastercard
        }
        if ((three >= 300 && three <= 305) || three == 309 || two == 36 || two == 38 || two == 39) {
            return length >= 14; // Diners Club
        }
        boolean discover = four == 6011 || (three >= 644 && three <= 649) || two == 65;
        boolean jcb = four >= 3528 && four <= 3589;
        boolean unionPay = two == 62;
        return length >= 16 && (discover || jcb || unionPay);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private static boolean isGermanTax(String digits) {
        if (digits.charAt(0) == '0') {
            return false;
        }
        int[] count = new int[10];
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int digit = digits.charAt(i) - '0';
            count[digit]++;
            int sum = (digit + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        long repeated = Arrays.stream(count).filter(times -> times > 1).count();
        boolean atMostThrice = Arrays.stream(count).allMatch(times -> times <= 3);
        int check = (11 - product) % 10;
        return repeated == 1 && atMostThrice && check == digits.charAt(10) - '0';
    }

    private static boolean isSpanish(Matcher matcher) {
        String foreigner = matcher.group(1);
        String number = foreigner == null
                ? matcher.group(3)
                : "XYZ".indexOf(foreigner.toUpperCase(Locale.ROOT)) + matcher.group(2);
        char letter = matcher.group(4).toUpperCase(Locale.ROOT).charAt(0);
        return SPANISH_LETTERS.charAt(Integer.parseInt(number) % 23) == letter;
    }

    private static boolean isPolish(String digits) {
        int month = Integer.parseInt(digits.substring(2, 4)) % 20;
        int day = Integer.parseInt(digits.substring(4, 6));
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += POLISH_WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return month >= 1 && month <= 12 && day >= 1 && day <= 31 && (10 - sum % 10) % 10 == digits.charAt(10) - '0';
    }
}
