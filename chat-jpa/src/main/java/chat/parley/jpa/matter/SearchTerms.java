package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in a matter. What is null or empty narrows nothing.
 *
 * @param words all of them are in what was said, now or in an earlier version, in whatever case
 * @param keywords at least one of them is
 * @param until the moment after the last
 * @param tag what reviewers have called it
 */
public record SearchTerms(
        List<String> words,
        List<String> keywords,
        @Nullable AccountId sender,
        @Nullable ConversationId conversation,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String tag) {

    /** Everything that is in the matter. */
    public static final SearchTerms EVERYTHING = new SearchTerms(List.of(), List.of(), null, null, null, null, null);

    /** Nobody changes it afterwards. */
    public SearchTerms {
        words = List.copyOf(words);
        keywords = List.copyOf(keywords);
    }
}
