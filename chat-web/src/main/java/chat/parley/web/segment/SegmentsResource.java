package chat.parley.web.segment;

import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.segment.KeepingSegments;
import chat.parley.ejb.segment.SegmentDesk;
import chat.parley.jpa.segment.Segment;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.AccountsResource.ListedAccount;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Segments of the people of one's organization. */
@Path("/admin/segments")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SegmentsResource {

    @Inject
    CurrentActor current;

    @Inject
    SegmentDesk desk;

    @Inject
    KeepingSegments keeping;

    /** A segment; {@code members} is how many are in it. */
    public record ListedSegment(long id, String name, long members) {

        /** As it is listed. */
        public static ListedSegment of(Segment segment) {
            return new ListedSegment(segment.id().value(), segment.name(), segment.members());
        }
    }

    /** All of them. */
    public record SegmentList(List<ListedSegment> segments) {}

    /** Those in a segment; {@code next} is there when there are more. */
    public record PeopleOfSegment(
            List<ListedAccount> accounts, @Nullable Long next) {}

    /** What a segment is to be called. */
    public record SegmentName(@Nullable String name) {}

    /** Who is to be in it too. */
    public record SegmentNewcomers(@Nullable List<@Nullable Long> accounts) {}

    /** All, by name. */
    @GET
    public SegmentList segments() {
        return new SegmentList(
                desk.segments(current.get()).stream().map(ListedSegment::of).toList());
    }

    /** Makes one. */
    @POST
    public Response make(@Nullable SegmentName body) {
        ListedSegment made = ListedSegment.of(keeping.make(current.get(), name(body)));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    public ListedSegment segment(@PathParam("id") long id) {
        return ListedSegment.of(desk.segment(current.get(), segmentId(id)));
    }

    /** Calls it otherwise. */
    @PATCH
    @Path("/{id}")
    public ListedSegment call(@PathParam("id") long id, @Nullable SegmentName body) {
        return ListedSegment.of(keeping.call(current.get(), segmentId(id), name(body)));
    }

    /** There is none any more. */
    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    public void dissolve(@PathParam("id") long id) {
        keeping.dissolve(current.get(), segmentId(id));
    }

    /** Who is in it, by the numbers of their accounts. */
    @GET
    @Path("/{id}/members")
    public PeopleOfSegment members(
            @PathParam("id") long id,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        SegmentDesk.SegmentMembers page =
                desk.members(current.get(), segmentId(id), Objects.requireNonNullElse(after, 0L), limit);
        return new PeopleOfSegment(
                page.accounts().stream().map(ListedAccount::of).toList(), page.next());
    }

    /** Puts people in it. */
    @POST
    @Path("/{id}/members")
    public ListedSegment add(@PathParam("id") long id, @Nullable SegmentNewcomers body) {
        List<@Nullable Long> numbers =
                RequestBody.required(RequestBody.required(body).accounts(), "accounts");
        return ListedSegment.of(keeping.add(current.get(), segmentId(id), AccountNumbers.accounts(numbers)));
    }

    /** Takes somebody out of it. */
    @DELETE
    @Path("/{id}/members/{account}")
    @Consumes(MediaType.WILDCARD)
    public void remove(@PathParam("id") long id, @PathParam("account") long account) {
        keeping.remove(current.get(), segmentId(id), AccountNumbers.account(account));
    }

    private static String name(@Nullable SegmentName body) {
        return RequestBody.required(RequestBody.required(body).name(), "name");
    }

    /** A segment by its number; one that cannot be is as missing as any other. */
    static SegmentId segmentId(long id) {
        if (id < 1) {
            throw new Missing("segment.missing", "There is no such segment.");
        }
        return new SegmentId(id);
    }
}
