package chat.parley.web.export;

import java.util.List;
import java.util.Locale;

import chat.parley.ejb.conversation.Page;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.export.ExportJob;
import chat.parley.jpa.export.ExportJob.Gone;
import chat.parley.jpa.export.ExportJob.Result;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.SearchTerms;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.matter.MatterViews.Done;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Exports as REST shows them. */
final class ExportViews {

    private ExportViews() {}

    /** What was looked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Terms(
            List<String> words,
            List<String> keywords,
            @Nullable Long sender,
            @Nullable Long conversation,
            @Nullable String from,
            @Nullable String until,
            @Nullable String tag) {

        static Terms of(SearchTerms terms) {
            AccountId sender = terms.sender();
            ConversationId conversation = terms.conversation();
            return new Terms(
                    terms.words(),
                    terms.keywords(),
                    sender == null ? null : sender.value(),
                    conversation == null ? null : conversation.value(),
                    ServerFrames.timeOrNull(terms.from()),
                    ServerFrames.timeOrNull(terms.until()),
                    terms.tag());
        }
    }

    /** That its files were deleted; by nobody when their time was over. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GoneView(String at, @Nullable Long by) {

        static @Nullable GoneView orNull(@Nullable Gone gone) {
            if (gone == null) {
                return null;
            }
            AccountId by = gone.by();
            return new GoneView(ServerFrames.time(gone.at()), by == null ? null : by.value());
        }
    }

    /** An export; {@code messages} is how many are written down so far. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            long id,
            long matter,
            String reason,
            Terms terms,
            String state,
            Done requested,
            @Nullable Done decided,
            @Nullable String asOf,
            long messages,
            @Nullable String finished,
            @Nullable Long size,
            @Nullable String root,
            @Nullable String failure,
            @Nullable GoneView gone) {

        static View of(ExportJob job) {
            Result result = job.result();
            return new View(
                    job.id().value(),
                    job.matter().value(),
                    job.reason(),
                    Terms.of(job.terms()),
                    job.state().name().toLowerCase(Locale.ROOT),
                    Done.of(job.requested()),
                    Done.orNull(job.decided()),
                    ServerFrames.timeOrNull(job.asOf()),
                    job.messages(),
                    result == null ? null : ServerFrames.time(result.at()),
                    result == null ? null : result.size(),
                    result == null ? null : result.root(),
                    job.failure(),
                    GoneView.orNull(job.gone()));
        }
    }

    /** A page of them; {@code next} is there when there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Views(List<View> exports, @Nullable Long next) {

        static Views of(Page<ExportJob> page) {
            return new Views(page.items().stream().map(View::of).toList(), page.next());
        }
    }
}
