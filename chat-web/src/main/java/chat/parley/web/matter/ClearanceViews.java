package chat.parley.web.matter;

import java.util.List;
import java.util.Locale;

import chat.parley.ejb.conversation.Page;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.matter.Clearance;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.matter.MatterViews.Done;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Clearances as REST shows them. */
final class ClearanceViews {

    private ClearanceViews() {}

    /** A clearance; {@code ends} is there once it was given, and {@code revoked} once it was taken back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClearanceView(
            long id,
            long matter,
            String reason,
            @Nullable Long conversation,
            @Nullable String from,
            @Nullable String until,
            int hours,
            String state,
            Done requested,
            @Nullable Done decided,
            @Nullable String ends,
            @Nullable Done revoked) {

        static ClearanceView of(Clearance clearance) {
            ConversationId conversation = clearance.scope().conversation();
            return new ClearanceView(
                    clearance.id().value(),
                    clearance.matter().value(),
                    clearance.reason(),
                    conversation == null ? null : conversation.value(),
                    ServerFrames.timeOrNull(clearance.scope().from()),
                    ServerFrames.timeOrNull(clearance.scope().until()),
                    clearance.hours(),
                    clearance.state().name().toLowerCase(Locale.ROOT),
                    Done.of(clearance.requested()),
                    Done.orNull(clearance.decided()),
                    ServerFrames.timeOrNull(clearance.ends()),
                    Done.orNull(clearance.revoked()));
        }
    }

    /** A page of them; {@code next} is there when there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClearanceList(
            List<ClearanceView> clearances, @Nullable Long next) {

        static ClearanceList of(Page<Clearance> page) {
            return new ClearanceList(
                    page.items().stream().map(ClearanceView::of).toList(), page.next());
        }
    }

    /** One that waits or holds, without what for and why: that concerns those only whose duty it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CurrentClearance(
            long id,
            int hours,
            String state,
            Done requested,
            @Nullable Done decided,
            @Nullable String ends) {

        static CurrentClearance of(Clearance clearance) {
            return new CurrentClearance(
                    clearance.id().value(),
                    clearance.hours(),
                    clearance.state().name().toLowerCase(Locale.ROOT),
                    Done.of(clearance.requested()),
                    Done.orNull(clearance.decided()),
                    ServerFrames.timeOrNull(clearance.ends()));
        }
    }

    /** A page of them; {@code next} is there when there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CurrentClearanceList(
            List<CurrentClearance> clearances, @Nullable Long next) {

        static CurrentClearanceList of(Page<Clearance> page) {
            return new CurrentClearanceList(
                    page.items().stream().map(CurrentClearance::of).toList(), page.next());
        }
    }

    /** Whether nobody looks without one. */
    public record ClearancePolicy(boolean needed) {}
}
