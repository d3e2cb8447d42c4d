package chat.parley.ejb.message;

import java.util.HashSet;
import java.util.List;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What can be voted on: 2 to {@value #MOST_OPTIONS} different options, each a line of up to {@value #LONGEST_OPTION}
 * characters.
 */
public final class PollCheck {

    /** So many options a poll can have. */
    public static final int MOST_OPTIONS = 10;

    private static final int LONGEST_OPTION = 200;

    private PollCheck() {}

    static void check(@Nullable Purpose purpose) {
        PollTerms poll = purpose == null ? null : purpose.poll();
        if (poll == null) {
            return;
        }
        List<String> options = poll.options();
        if (options.size() < 2 || options.size() > MOST_OPTIONS || new HashSet<>(options).size() < options.size()) {
            throw malformed("A poll has 2 to " + MOST_OPTIONS + " different options.");
        }
        if (!options.stream().allMatch(PollCheck::isOption)) {
            throw malformed("An option is a line of 1 to " + LONGEST_OPTION + " characters.");
        }
    }

    private static boolean isOption(String option) {
        return !option.isBlank()
                && option.length() <= LONGEST_OPTION
                && option.chars().noneMatch(Character::isISOControl)
                && option.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static Rejected malformed(String text) {
        return new Rejected("poll.malformed", text);
    }
}
