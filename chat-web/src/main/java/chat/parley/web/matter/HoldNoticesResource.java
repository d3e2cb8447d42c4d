package chat.parley.web.matter;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.matter.HeedingNotices;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.matter.MatterViews.Notice;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** What one is told of holds on one's messages, and that one has read it. */
@Path("/me/hold-notices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HoldNoticesResource {

    @Inject
    CurrentActor current;

    @Inject
    HeedingNotices heeding;

    /** All of them. */
    public record Notices(List<Notice> notices) {}

    /** Which one was read. */
    public record Acknowledgement(@Nullable Long hold) {}

    /** What one is told, the newest first. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public Notices notices() {
        return new Notices(heeding.mine(current.get()).stream().map(Notice::of).toList());
    }

    /** One has read it. */
    @POST
    public void acknowledge(@Nullable Acknowledgement body) {
        long hold = RequestBody.required(RequestBody.required(body).hold(), "hold");
        heeding.acknowledge(current.get(), MatterWishes.hold(hold));
    }
}
