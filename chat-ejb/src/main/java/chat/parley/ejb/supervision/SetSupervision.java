package chat.parley.ejb.supervision;

import java.math.BigDecimal;
import java.util.List;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import chat.parley.ejb.screening.Lexicon;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.supervision.SupervisionRule.Reach;
import org.jspecify.annotations.Nullable;

/**
 * The wish that messages are reviewed.
 *
 * @param share in percent, to hundredths; none if only the lexicon selects
 */
public record SetSupervision(
        @Nullable String name, Reach reach, BigDecimal share, Lexicon lexicon, int dueDays, List<AccountId> reviewers) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TIME = 365;
    private static final int FEWEST_REVIEWERS = 2;
    private static final int MOST_REVIEWERS = 100;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final int HUNDREDTHS = 2;

    /** The same, cleaned. */
    SetSupervision checked() {
        if (reach.group() != null && reach.segment() != null) {
            throw refused("A rule is about a user group or a segment, not both.");
        }
        if (share.signum() < 0
                || share.compareTo(ALL) > 0
                || share.stripTrailingZeros().scale() > HUNDREDTHS) {
            throw refused("A share is 0 to 100 percent, to hundredths.");
        }
        if (share.signum() == 0 && lexicon.isEmpty()) {
            throw refused("A rule has a share or a lexicon.");
        }
        if (dueDays < 1 || dueDays > LONGEST_TIME) {
            throw refused("Reviewers have 1 to " + LONGEST_TIME + " days.");
        }
        return new SetSupervision(
                Wording.required("name", name, LONGEST_NAME),
                reach,
                share,
                lexicon.checked(),
                dueDays,
                checked(reviewers));
    }

    /** Reviewers, who are at least two: nobody reviews their own. */
    static List<AccountId> checked(List<AccountId> reviewers) {
        List<AccountId> distinct = reviewers.stream().distinct().toList();
        if (distinct.size() < FEWEST_REVIEWERS || distinct.size() > MOST_REVIEWERS) {
            throw refused("A rule has " + FEWEST_REVIEWERS + " to " + MOST_REVIEWERS
                    + " reviewers: nobody reviews their own messages.");
        }
        return distinct;
    }

    /** The share in hundredths of a percent. */
    int hundredths() {
        return share.movePointRight(HUNDREDTHS).intValueExact();
    }

    static Rejected refused(String why) {
        return new Rejected("supervision.rule", why);
    }
}
