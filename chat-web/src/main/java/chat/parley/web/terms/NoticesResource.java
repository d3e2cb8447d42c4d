package chat.parley.web.terms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.terms.Noticing;
import chat.parley.jpa.terms.Terms;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.BeforeTerms;
import chat.parley.web.identity.CurrentActor;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What one's organization says to everybody in it. */
@Path("/me/notices")
@BeforeTerms
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NoticesResource {

    @Inject
    CurrentActor current;

    @Inject
    Noticing noticing;

    /** Terms; {@code accepted} is when one agreed to them, if one did. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShownTerms(
            int version, String text, String at, @Nullable String accepted) {

        static ShownTerms of(Terms terms) {
            return new ShownTerms(
                    terms.version(),
                    terms.text(),
                    ServerFrames.time(terms.at()),
                    terms.acceptedAt() == null ? null : ServerFrames.time(terms.acceptedAt()));
        }
    }

    /** All there is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShownNotices(
            @Nullable ShownTerms terms, @Nullable String banner) {

        static ShownNotices of(Noticing.Notices notices) {
            Terms terms = notices.terms();
            return new ShownNotices(terms == null ? null : ShownTerms.of(terms), notices.banner());
        }
    }

    /** What there is for one to see. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public ShownNotices notices() {
        return ShownNotices.of(noticing.look(current.get()));
    }

    /** Agrees to terms. */
    @POST
    @Path("/terms/{version}")
    @Consumes(MediaType.WILDCARD)
    public ShownNotices accept(@PathParam("version") int version) {
        return ShownNotices.of(noticing.accept(current.get(), version));
    }
}
