package chat.parley.web.presence;

import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.presence.Activity;
import chat.parley.ejb.presence.ChoosingStatus;
import chat.parley.ejb.presence.HidingLastSeen;
import chat.parley.ejb.presence.Watching;
import chat.parley.jpa.presence.StatusChoice;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** What one says of oneself, and what others may know. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MyPresenceResource {

    @Inject
    CurrentActor current;

    @Inject
    ChoosingStatus choosing;

    @Inject
    HidingLastSeen hiding;

    @Inject
    Watching watching;

    /** What one says of oneself. */
    public record Status(
            @Nullable String status,
            @Nullable String text,
            @Nullable String until) {}

    /** What others may know. */
    public record Privacy(@Nullable Boolean showLastSeen) {}

    /** Where one is connected at present. */
    public record Connected(List<ConnectedDevice> devices) {}

    /**
     * A device of one's own.
     *
     * @param idle whether nothing was done there for a while
     */
    public record ConnectedDevice(long id, boolean idle) {}

    /** With which devices one is connected at present, to any node. */
    @GET
    @Path("connected")
    public Connected connected() {
        return new Connected(watching.devices(current.get()).entrySet().stream()
                .map(each -> new ConnectedDevice(each.getKey().value(), each.getValue() == Activity.IDLE))
                .sorted(Comparator.comparing(ConnectedDevice::id))
                .toList());
    }

    /** What one says of oneself now. */
    @GET
    @Path("status")
    public Status status() {
        StatusChoice choice = choosing.chosen(current.get());
        return new Status(
                StatusWishes.name(choice.status()),
                choice.text(),
                choice.until() == null ? null : ServerFrames.time(choice.until()));
    }

    /** Says something else of oneself. */
    @PUT
    @Path("status")
    @Consumes(MediaType.APPLICATION_JSON)
    public void say(@Nullable Status body) {
        Status status = RequestBody.required(body);
        choosing.choose(
                current.get(),
                StatusWishes.status(RequestBody.required(status.status(), "status")),
                status.text(),
                StatusWishes.until(status.until()));
    }

    /** How one has set it. */
    @GET
    @Path("settings")
    public Privacy settings() {
        return new Privacy(hiding.shown(current.get()));
    }

    /** Sets some of it. */
    @PATCH
    @Path("settings")
    @Consumes(MediaType.APPLICATION_JSON)
    public Privacy set(@Nullable Privacy body) {
        Boolean show = RequestBody.required(body).showLastSeen();
        if (show != null) {
            hiding.show(current.get(), show);
        }
        return settings();
    }
}
