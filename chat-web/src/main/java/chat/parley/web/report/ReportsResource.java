package chat.parley.web.report;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.report.FileReport;
import chat.parley.ejb.report.Filed;
import chat.parley.ejb.report.Reporting;
import chat.parley.jpa.report.OwnReports.WrittenReport;
import chat.parley.jpa.report.ReportReason;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Reporting a message or a person, and what became of one's reports. */
@Path("/reports")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReportsResource {

    @Inject
    CurrentActor current;

    @Inject
    Reporting reporting;

    /** What is reported: a message by its conversation and number, or an account; and why. */
    public record NewReport(
            @Nullable Long conversation,
            @Nullable Long seq,
            @Nullable Long account,
            @Nullable String reason,
            @Nullable String text) {}

    /** One's reports; {@code next} is there when there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mine(
            List<ServerFrame.Report> reports, @Nullable Long next) {}

    /** Reports something. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response report(@Nullable NewReport body) {
        Filed filed = file(RequestBody.required(body));
        return Response.status(filed.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .entity(OwnFrames.report(filed.report()))
                .build();
    }

    /** A page of one's reports, what changed last first. */
    @GET
    public Mine mine(@QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<WrittenReport> page = reporting.mine(current.get(), after, limit);
        return new Mine(
                page.items().stream()
                        .map(written -> OwnFrames.report(written.report()))
                        .toList(),
                page.next());
    }

    private Filed file(NewReport wish) {
        FileReport report =
                new FileReport(ReportWishes.constant(ReportReason.class, "reason", wish.reason()), wish.text());
        Long account = wish.account();
        Long conversation = wish.conversation();
        if ((account == null) == (conversation == null)) {
            throw new Rejected("request.malformed", "A report names a conversation and seq, or an account.");
        }
        if (account != null) {
            return reporting.person(current.get(), AccountNumbers.account(account), report);
        }
        long seq = RequestBody.required(wish.seq(), "seq");
        return reporting.message(
                current.get(),
                MessageWishes.conversation(RequestBody.required(conversation, "conversation")),
                seq,
                report);
    }
}
