package chat.parley.web.segment;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.segment.KeepingSegments;
import chat.parley.ejb.segment.SegmentDesk;
import chat.parley.jpa.segment.Barriers;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** Which segments of one's organization may not communicate with which. */
@Path("/admin/barriers")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BarriersResource {

    @Inject
    CurrentActor current;

    @Inject
    SegmentDesk desk;

    @Inject
    KeepingSegments keeping;

    /** A barrier, by the numbers of the segments. */
    public record ListedBarrier(long one, long other) {}

    /** All of them. */
    public record BarrierList(List<ListedBarrier> barriers) {}

    /** A conversation that holds people who are parted; {@code parted} is how many of them. */
    public record ListedOverlap(
            long conversation, String kind, @Nullable String name, long parted) {

        static ListedOverlap of(Barriers.Overlap overlap) {
            return new ListedOverlap(
                    overlap.conversation().value(),
                    overlap.kind().name().toLowerCase(Locale.ROOT),
                    overlap.name(),
                    overlap.parted());
        }
    }

    /** Some of those; {@code next} is there when there are more. */
    public record OverlapList(
            List<ListedOverlap> conversations, @Nullable Long next) {}

    /** All barriers. */
    @GET
    public BarrierList barriers() {
        return new BarrierList(desk.barriers(current.get()).stream()
                .map(barrier ->
                        new ListedBarrier(barrier.one().value(), barrier.other().value()))
                .toList());
    }

    /** Conversations in which people are together that are parted now. */
    @GET
    @Path("/overlaps")
    public OverlapList overlaps(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        SegmentDesk.Overlaps page = desk.overlaps(current.get(), Objects.requireNonNullElse(after, 0L), limit);
        return new OverlapList(
                page.conversations().stream().map(ListedOverlap::of).toList(), page.next());
    }

    /** Raises one. */
    @PUT
    @Path("/{one}/{other}")
    public void raise(@PathParam("one") long one, @PathParam("other") long other) {
        keeping.raise(current.get(), SegmentsResource.segmentId(one), SegmentsResource.segmentId(other));
    }

    /** Lifts one. */
    @DELETE
    @Path("/{one}/{other}")
    public void lift(@PathParam("one") long one, @PathParam("other") long other) {
        keeping.lift(current.get(), SegmentsResource.segmentId(one), SegmentsResource.segmentId(other));
    }
}
