package chat.parley.ejb.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** International bank account numbers (IBAN, ISO 13616), written in one or in groups with a space in between. */
final class BankAccounts {

    private static final int LONGEST = 34;

    /** How long they are in each country of the registry. */
    private static final Map<String, Integer> LENGTHS = lengths(
            "NO15 BE16 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21 BG22 BH22 "
                    + "CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 "
                    + "SE24 SK24 TN24 VG24 PT25 ST25 IS26 TR26 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 "
                    + "HU28 LB28 PL28 SV28 BR29 PS29 QA29 UA29 JO30 KW30 MU30 MT31 SC31 LC32");

    private BankAccounts() {}

    /** Where they are, none of them overlapping another. */
    static List<Passage> in(String text) {
        List<Passage> found = new ArrayList<>();
        int at = 0;
        while (at + 4 < text.length()) {
            int to = isWord(text, at - 1) ? at : end(text, at);
            if (to > at) {
                found.add(new Passage(at, to));
            }
            at = Math.max(to, at + 1);
        }
        return found;
    }

    /** After the one that begins here; the same if none does. */
    private static int end(String text, int from) {
        Integer length = LENGTHS.get(text.substring(from, from + 2).toUpperCase(Locale.ROOT));
        if (length == null) {
            return from;
        }
        StringBuilder compact = new StringBuilder(LONGEST);
        int at = from;
        while (at < text.length() && compact.length() < length) {
            char c = text.charAt(at);
            boolean gap = (c == ' ' || c == '\u00a0') && isWord(text, at - 1) && isWord(text, at + 1);
            if (!gap && !isWord(text, at)) {
                return from;
            }
            if (!gap) {
                compact.append(c);
            }
            at++;
        }
        boolean whole = compact.length() == length && !isWord(text, at);
        return whole && isRight(compact.toString().toUpperCase(Locale.ROOT)) ? at : from;
    }

    private static boolean isRight(String account) {
        if (!Character.isDigit(account.charAt(2)) || !Character.isDigit(account.charAt(3))) {
            return false;
        }
        int rest = 0;
        for (char c : (account.substring(4) + account.substring(0, 4)).toCharArray()) {
            int value = Character.digit(c, 36);
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
        }
        return rest == 1;
    }

    private static boolean isWord(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry : table.split(" ", -1)) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }
}
