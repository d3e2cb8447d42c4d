package chat.parley.web.terms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.terms.Noticing;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.terms.NoticesResource.ShownNotices;
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
