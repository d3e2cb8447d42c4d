package chat.parley.web.report;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.report.CaseQueue;
import chat.parley.ejb.report.DecideCase;
import chat.parley.ejb.report.Deciding;
import chat.parley.ejb.report.TakingCases;
import chat.parley.jpa.report.Cases.Filter;
import chat.parley.jpa.report.Decision;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What was reported, for those who decide about it. */
@Path("/moderation/cases")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CasesResource {

    @Inject
    CurrentActor current;

    @Inject
    CaseQueue queue;

    @Inject
    TakingCases taking;

    @Inject
    Deciding deciding;

    /** What is decided; {@code conversation} is where to mute or ban a person of whom no message was reported. */
    public record NewDecision(
            @Nullable String decision,
            @Nullable String why,
            @Nullable String until,
            @Nullable Long conversation) {}

    /** Why it is left to the administrators. */
    public record Handing(@Nullable String why) {}

    /** What becomes of an appeal. */
    public record NewAnswer(
            @Nullable Boolean reversed, @Nullable String why) {}

    /** A part of the queue; {@code waiting} is how many of all wait for one's decision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Listed(
            List<CaseViews.Line> cases,
            long waiting,
            @Nullable Long next) {}

    /** A page of the cases one decides about. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public Listed list(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("conversation") @Nullable Long conversation,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        CaseQueue.Waiting found = queue.page(
                current.get(),
                ReportWishes.constant(Filter.class, "state", state),
                conversation == null ? null : MessageWishes.conversation(conversation),
                after,
                limit);
        return new Listed(
                found.page().items().stream().map(CaseViews::line).toList(),
                found.waiting(),
                found.page().next());
    }

    /** A case with what was said. */
    @GET
    @Path("{case}")
    @Consumes(MediaType.WILDCARD)
    public CaseViews.File look(@PathParam("case") long id) {
        return CaseViews.file(queue.look(current.get(), ReportWishes.id(id)));
    }

    /** Takes it, so that nobody else decides. */
    @POST
    @Path("{case}/take")
    @Consumes(MediaType.WILDCARD)
    public CaseViews.File take(@PathParam("case") long id) {
        taking.take(current.get(), ReportWishes.id(id));
        return look(id);
    }

    /** Gives it back. */
    @DELETE
    @Path("{case}/take")
    @Consumes(MediaType.WILDCARD)
    public void release(@PathParam("case") long id) {
        taking.release(current.get(), ReportWishes.id(id));
    }

    /** Leaves it to the administrators of the organization. */
    @POST
    @Path("{case}/escalation")
    public void escalate(@PathParam("case") long id, @Nullable Handing body) {
        taking.escalate(current.get(), ReportWishes.id(id), body == null ? null : body.why());
    }

    /** Decides. */
    @POST
    @Path("{case}/decision")
    public CaseViews.View decide(@PathParam("case") long id, @Nullable NewDecision body) {
        NewDecision wish = RequestBody.required(body);
        Long conversation = wish.conversation();
        return CaseViews.view(deciding.decide(
                current.get(),
                ReportWishes.id(id),
                new DecideCase(
                        ReportWishes.constant(Decision.class, "decision", wish.decision()),
                        wish.why(),
                        ReportWishes.moment(wish.until()),
                        conversation == null ? null : MessageWishes.conversation(conversation))));
    }

    /** Decides about an appeal. */
    @POST
    @Path("{case}/answer")
    public CaseViews.View answer(@PathParam("case") long id, @Nullable NewAnswer body) {
        NewAnswer wish = RequestBody.required(body);
        boolean reversed = RequestBody.required(wish.reversed(), "reversed");
        return CaseViews.view(deciding.answer(current.get(), ReportWishes.id(id), reversed, wish.why()));
    }
}
