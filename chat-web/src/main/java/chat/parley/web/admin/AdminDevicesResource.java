package chat.parley.web.admin;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.admin.OverseeingDevices;
import chat.parley.jpa.admin.DeviceLine;
import chat.parley.jpa.admin.DeviceOrder;
import chat.parley.jpa.admin.ListPosition;
import chat.parley.jpa.admin.ListedPage;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** What the people of one's organization are signed in on, for those who administrate them. */
@Path("/admin/devices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdminDevicesResource {

    @Inject
    CurrentActor current;

    @Inject
    OverseeingDevices overseeing;

    /** One in the list. */
    public record OverseenDevice(
            long id,
            String name,
            long account,
            String username,
            String displayName,
            Instant createdAt,
            Instant lastSeenAt) {

        static OverseenDevice of(DeviceLine line) {
            return new OverseenDevice(
                    line.id().value(),
                    line.name(),
                    line.account().value(),
                    line.username(),
                    line.displayName(),
                    line.createdAt(),
                    line.lastSeenAt());
        }
    }

    /** A page; {@code total} is how many there are in all, or, if there are {@code more}, how many were counted. */
    public record OverseenDevices(
            List<OverseenDevice> devices,
            long total,
            boolean more,
            @Nullable String next) {}

    /** A page of them. */
    @GET
    public OverseenDevices devices(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("unheard") @Nullable Integer unheard,
            @BeanParam ListQuery list) {
        ListedPage<DeviceLine> page =
                overseeing.page(current.get(), text.strip(), unheard, list.wish(DeviceOrder.class, DeviceOrder.SEEN));
        ListPosition next = page.next();
        return new OverseenDevices(
                page.rows().stream().map(OverseenDevice::of).toList(),
                page.total(),
                page.more(),
                next == null ? null : next.written());
    }
}
