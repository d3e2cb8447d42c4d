package chat.parley.web.terms;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.terms.Noticing;
import chat.parley.jpa.terms.HouseRules;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.terms.NoticesResource.ShownNotices;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Saying something to everybody in one's organization. */
@Path("/admin/notices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdminNoticesResource {

    @Inject
    CurrentActor current;

    @Inject
    Noticing noticing;

    /** A text; an empty one takes away what there is. */
    public record NoticeText(@Nullable String text) {}

    /** Somebody who is asked to agree; {@code agreed} is when they have. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asked(
            long account,
            String username,
            String displayName,
            @Nullable String agreed) {

        static Asked of(HouseRules.Answer answer) {
            return new Asked(
                    answer.account().value(),
                    answer.username(),
                    answer.displayName(),
                    ServerFrames.timeOrNull(answer.agreed()));
        }
    }

    /** How many are asked and have agreed, and some of them; {@code next} is there when there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TermsAnswers(
            int version,
            long asked,
            long agreed,
            List<Asked> people,
            @Nullable Long next) {

        static TermsAnswers of(Noticing.Answers answers) {
            return new TermsAnswers(
                    answers.version(),
                    answers.tally().asked(),
                    answers.tally().agreed(),
                    answers.people().items().stream().map(Asked::of).toList(),
                    answers.people().next());
        }
    }

    /** Who has agreed to the terms in force, or has not. */
    @GET
    @Path("/terms/answers")
    @Consumes(MediaType.WILDCARD)
    public TermsAnswers answers(
            @QueryParam("agreed") @DefaultValue("true") boolean agreed,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return TermsAnswers.of(noticing.answers(current.get(), agreed, after, limit));
    }

    /** Puts terms in force. */
    @PUT
    @Path("/terms")
    public ShownNotices publish(@Nullable NoticeText body) {
        return ShownNotices.of(noticing.publish(current.get(), text(body)));
    }

    /** Sets the banner. */
    @PUT
    @Path("/banner")
    public ShownNotices show(@Nullable NoticeText body) {
        return ShownNotices.of(noticing.show(current.get(), text(body)));
    }

    private static String text(@Nullable NoticeText body) {
        return RequestBody.required(RequestBody.required(body).text(), "text");
    }
}
