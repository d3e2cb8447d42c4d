package chat.parley.web.report;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.report.Appealing;
import chat.parley.jpa.report.OwnReports.WrittenDecision;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What was decided about oneself, and what one says against it. */
@Path("/me/decisions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MyDecisionsResource {

    @Inject
    CurrentActor current;

    @Inject
    Appealing appealing;

    /** What there is to be said. */
    public record NewAppeal(@Nullable String text) {}

    /** What was decided; {@code next} is there when there is more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record About(
            List<ServerFrame.Decision> decisions, @Nullable Long next) {}

    /** A page of what was decided, what changed last first. */
    @GET
    public About decisions(
            @QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<WrittenDecision> page = appealing.decisions(current.get(), after, limit);
        return new About(
                page.items().stream()
                        .map(written -> OwnFrames.decision(written.decision()))
                        .toList(),
                page.next());
    }

    /** Appeals. */
    @POST
    @Path("{decision}/appeal")
    @Consumes(MediaType.APPLICATION_JSON)
    public ServerFrame.Decision appeal(@PathParam("decision") long decision, @Nullable NewAppeal body) {
        NewAppeal appeal = RequestBody.required(body);
        return OwnFrames.decision(appealing.appeal(current.get(), ReportWishes.id(decision), appeal.text()));
    }
}
