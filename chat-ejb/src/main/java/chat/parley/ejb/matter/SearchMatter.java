package chat.parley.ejb.matter;

import java.util.List;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.matter.ClearanceId;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import org.jspecify.annotations.Nullable;

/**
 * The wish to look for something in what others said.
 *
 * @param reason why; it is noted
 * @param byKeywords whether only what has one of the matter's keywords
 * @param clearance the clearance by which one looks, if any
 */
public record SearchMatter(
        @Nullable String reason,
        SearchTerms terms,
        boolean byKeywords,
        Position after,
        int limit,
        @Nullable ClearanceId clearance) {

    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_WORDS = 50;
    private static final int LONGEST_WORD = 200;

    /** Why, cleaned; it has to be said. */
    public String cleanReason() {
        return Wording.required("reason", reason, LONGEST_REASON);
    }

    /** The terms, cleaned, with the matter's keywords if they are wanted. */
    public SearchTerms checked(List<String> keywords) {
        if (terms.words().size() > MOST_WORDS) {
            throw new Rejected("request.malformed", "One looks for at most " + MOST_WORDS + " words.");
        }
        return new SearchTerms(
                terms.words().stream()
                        .map(word -> Wording.required("word", word, LONGEST_WORD))
                        .toList(),
                byKeywords ? keywords : List.of(),
                terms.sender(),
                terms.conversation(),
                terms.from(),
                terms.until(),
                terms.tag());
    }
}
