package chat.parley.ejb.retention;

import java.text.Normalizer;
import java.util.stream.Stream;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.retention.RetentionReach;
import chat.parley.jpa.retention.RetentionRule.Periods;
import org.jspecify.annotations.Nullable;

/** The wish that messages are kept, or go, by a rule; its parts are as in {@code RetentionRule}. */
public record SetRetention(RetentionReach reach, String name, Periods periods) {

    /** The longest time a rule can name, in days: a hundred years. */
    public static final int LONGEST = 36_500;

    private static final int LONGEST_NAME = 100;

    /** The same, cleaned; refused with {@code retention.rule} if it makes no sense. */
    SetRetention checked() {
        if (reach instanceof RetentionReach.Label(String label)) {
            checkLabel(label);
        }
        checkDays("keepDays", periods.keep(), 1);
        checkDays("deleteDays", periods.delete(), 1);
        checkDays("withdrawnDays", periods.withdrawn(), 0);
        if (periods.keepForever() && periods.delete() != null) {
            throw refused("Messages cannot go and be kept for ever by one rule.");
        }
        boolean silent =
                Stream.of(periods.keep(), periods.delete(), periods.withdrawn()).allMatch(days -> days == null);
        if (silent && !periods.keepForever()) {
            throw refused("The rule needs something to say.");
        }
        Integer keep = periods.keep();
        Integer delete = periods.delete();
        if (keep != null && delete != null && keep > delete) {
            throw refused("What is kept for " + keep + " days cannot go after " + delete + ".");
        }
        return new SetRetention(reach, checkedName(), periods);
    }

    /** Refuses what cannot be a label. */
    static void checkLabel(String label) {
        if (!label.matches("[a-z0-9][a-z0-9-]{0,49}")) {
            throw refused("A label has 1 to 50 small letters, digits and hyphens, and does not begin with one.");
        }
    }

    private String checkedName() {
        String clean = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        if (clean.isEmpty() || clean.codePointCount(0, clean.length()) > LONGEST_NAME) {
            throw refused("A name has 1 to " + LONGEST_NAME + " characters.");
        }
        if (clean.codePoints().anyMatch(Character::isISOControl)) {
            throw refused("A name has no line breaks or other control characters.");
        }
        return clean;
    }

    private static void checkDays(String field, @Nullable Integer days, int least) {
        if (days != null && (days < least || days > LONGEST)) {
            throw refused(field + " is between " + least + " and " + LONGEST + ".");
        }
    }

    private static Rejected refused(String why) {
        return new Rejected("retention.rule", why);
    }
}
