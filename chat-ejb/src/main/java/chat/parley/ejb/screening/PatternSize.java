package chat.parley.ejb.screening;

/**
 * How large the machine of a regular expression would be, found without building it. RE2/J matches in time that grows
 * with the text and the machine only, but builds one of any size: {@code ((a{1000}){1000}){1000}} takes all memory there
 * is. So what is too large is refused before it is compiled.
 */
final class PatternSize {

    private final String pattern;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** An upper bound of its instructions, which may be more than there will be; never less but for a few. */
    static double of(String pattern) {
        PatternSize size = new PatternSize(pattern);
        double whole = 0;
        while (size.at < pattern.length()) {
            whole += size.alternatives();
            size.at++; // a bracket that closes nothing, which the compiler will refuse
        }
        return whole;
    }

    /** Up to the end of the group, or of the whole. */
    private double alternatives() {
        double whole = 0;
        double last = 0;
        while (at < pattern.length() && pattern.charAt(at) != ')') {
            char c = pattern.charAt(at);
            double times = c == '{' ? times() : 0;
            if (times > 0) {
                last *= times;
                continue;
            }
            whole += last;
            last = switch (c) {
                case '(' -> {
                    at++;
                    yield alternatives() + 2;
                }
                case '[' -> {
                    skipClass();
                    yield 1;
                }
                case '\\' -> {
                    skipEscape();
                    yield 1;
                }
                default -> 1;
            };
            at++;
        }
        return whole + last;
    }

    /** The greater number of a counted repetition here, which is passed over; 0 if there is none. */
    private double times() {
        int end = pattern.indexOf('}', at);
        if (end < 0 || end - at > 12) {
            return 0;
        }
        String[] numbers = pattern.substring(at + 1, end).split(",", -1);
        if (numbers.length > 2 || !isNumber(numbers[0])) {
            return 0;
        }
        double most = Double.parseDouble(numbers[0]) + 1;
        if (numbers.length == 2 && isNumber(numbers[1])) {
            most = Math.max(most, Double.parseDouble(numbers[1]) * 2);
        }
        at = end + 1;
        return most;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** To the bracket that closes a class; one right at its beginning is a member of it. */
    private void skipClass() {
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < pattern.length() && (at == first || pattern.charAt(at) != ']')) {
            if (pattern.charAt(at) == '\\') {
                at++;
            } else if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                at = pattern.indexOf(":]", at) + 1;
            }
            at++;
        }
    }

    /** To the last character of an escape. */
    private void skipEscape() {
        at++;
        boolean braced =
                at + 1 < pattern.length() && "pPx".indexOf(pattern.charAt(at)) >= 0 && pattern.charAt(at + 1) == '{';
        int end = braced ? pattern.indexOf('}', at) : -1;
        if (end > 0) {
            at = end;
        }
    }
}
