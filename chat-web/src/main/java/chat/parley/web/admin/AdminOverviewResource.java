package chat.parley.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.admin.ChartSpan;
import chat.parley.ejb.admin.SeeingOverview;
import chat.parley.jpa.admin.MetricPoint;
import chat.parley.jpa.admin.OrganizationCounts;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** How one's organization does, now and over time. */
@Path("/admin/overview")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdminOverviewResource {

    @Inject
    CurrentActor current;

    @Inject
    SeeingOverview seeing;

    /** How it does now; {@code online} is missing while the nodes cannot tell each other who is here. */
    public record OverviewNow(
            @Nullable Long online,
            long active,
            long disabled,
            long devices,
            long conversations,
            long posted,
            long bytes,
            int nodes,
            int draining,
            MeasuredPace pace) {}

    /** How it did in a span of time. */
    public record ChartPoint(
            Instant at,
            @Nullable Integer online,
            int connections,
            @Nullable Long messages,
            long bytes,
            @Nullable MeasuredPace pace) {

        static ChartPoint of(MetricPoint point) {
            return new ChartPoint(
                    point.at(),
                    point.online(),
                    point.connections(),
                    point.messages(),
                    point.bytes(),
                    point.pace() == null ? null : MeasuredPace.of(point.pace()));
        }
    }

    /** How it did; each point is {@code seconds} long. */
    public record Chart(long seconds, List<ChartPoint> points) {}

    /** How it does now. */
    @GET
    public OverviewNow now() {
        SeeingOverview.Overview overview = seeing.now(current.get());
        OrganizationCounts counts = overview.counts();
        return new OverviewNow(
                overview.online(),
                counts.active(),
                counts.disabled(),
                counts.devices(),
                counts.conversations(),
                counts.posted(),
                counts.bytes(),
                overview.nodes(),
                overview.draining(),
                MeasuredPace.of(overview.pace()));
    }

    /** How it did. */
    @GET
    @Path("/chart")
    public Chart chart(@QueryParam("span") @Nullable String span) {
        ChartSpan wished = Objects.requireNonNullElse(ListQuery.constant(ChartSpan.class, "span", span), ChartSpan.DAY);
        return new Chart(
                wished.point().toSeconds(),
                seeing.chart(current.get(), wished).stream().map(ChartPoint::of).toList());
    }
}
