package chat.parley.ejb.matter;

import java.util.List;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import org.jspecify.annotations.Nullable;

/** What a matter is to be called and about. */
public record DescribeMatter(
        @Nullable String name, @Nullable String description, List<String> keywords) {

    /** How long a name, or a keyword, is at the most. */
    public static final int LONGEST_NAME = 200;

    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int MOST_KEYWORDS = 200;

    /** The same, cleaned. */
    DescribeMatter checked() {
        if (keywords.size() > MOST_KEYWORDS) {
            throw new Rejected("request.malformed", "A matter has at most " + MOST_KEYWORDS + " keywords.");
        }
        return new DescribeMatter(
                cleanName(),
                Wording.clean("description", description, LONGEST_DESCRIPTION),
                keywords.stream()
                        .map(keyword -> Wording.required("keyword", keyword, LONGEST_NAME))
                        .distinct()
                        .toList());
    }

    String cleanName() {
        return Wording.required("name", name, LONGEST_NAME);
    }
}
