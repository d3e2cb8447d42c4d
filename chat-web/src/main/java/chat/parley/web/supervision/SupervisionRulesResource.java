package chat.parley.web.supervision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.supervision.KeepingSupervision;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.segment.SegmentsResource.ListedSegment;
import chat.parley.web.segment.SegmentsResource.SegmentList;
import chat.parley.web.supervision.SupervisionViews.RuleView;
import chat.parley.web.supervision.SupervisionViews.RuleViews;
import chat.parley.web.supervision.SupervisionWishes.ReviewersForm;
import chat.parley.web.supervision.SupervisionWishes.RuleForm;
import org.jspecify.annotations.Nullable;

/** The rules by which messages are reviewed. */
@Path("/admin/supervision/rules")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SupervisionRulesResource {

    @Inject
    CurrentActor current;

    @Inject
    KeepingSupervision keeping;

    /** All of them, the ended ones too. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public RuleViews list() {
        return new RuleViews(
                keeping.list(current.get()).stream().map(RuleView::of).toList());
    }

    /** Which segments one may be about. */
    @GET
    @Path("segments")
    @Consumes(MediaType.WILDCARD)
    public SegmentList segments() {
        return new SegmentList(
                keeping.segments(current.get()).stream().map(ListedSegment::of).toList());
    }

    /** Sets one. */
    @POST
    public Response set(@Nullable RuleForm form) {
        RuleView view = RuleView.of(
                keeping.set(current.get(), RequestBody.required(form).wish()));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }

    /** Has others review. */
    @PUT
    @Path("{rule}/reviewers")
    public RuleView appoint(@PathParam("rule") long rule, @Nullable ReviewersForm form) {
        return RuleView.of(
                keeping.appoint(current.get(), rule, RequestBody.required(form).wish()));
    }

    /** Ends one. */
    @POST
    @Path("{rule}/end")
    @Consumes(MediaType.WILDCARD)
    public RuleView end(@PathParam("rule") long rule) {
        return RuleView.of(keeping.end(current.get(), rule));
    }
}
