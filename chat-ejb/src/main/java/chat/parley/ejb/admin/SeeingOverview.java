package chat.parley.ejb.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.presence.PresenceDesk;
import chat.parley.jpa.admin.DeliveryPace;
import chat.parley.jpa.admin.MetricPoint;
import chat.parley.jpa.admin.MetricSamples;
import chat.parley.jpa.admin.NodeRecord;
import chat.parley.jpa.admin.NodeRecords;
import chat.parley.jpa.admin.OrganizationCounts;
import chat.parley.jpa.admin.OrganizationSizes;
import org.jspecify.annotations.Nullable;

/** How one's organization does, now and over time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SeeingOverview {

    @Inject
    Administration administration;

    @Inject
    OrganizationSizes sizes;

    @Inject
    MetricSamples samples;

    @Inject
    NodeRecords nodes;

    @Inject
    PresenceDesk presence;

    @Inject
    Clock clock;

    /**
     * How it does now.
     *
     * @param online how many people are connected; null if nobody knows
     * @param nodes how many nodes are at work
     * @param draining how many of these take nobody new
     * @param pace how fast they got along in the last minute, all together
     */
    public record Overview(
            @Nullable Long online, OrganizationCounts counts, int nodes, int draining, DeliveryPace pace) {}

    /** How it does now. */
    public Overview now(Actor actor) {
        administration.check(actor, AdministrativeAction.SEE_OVERVIEW);
        List<NodeRecord> working = nodes.since(clock.instant().minus(NodeRoster.SILENT));
        return new Overview(
                presence.here()
                        .map(here -> sizes.among(actor.organization(), here))
                        .orElse(null),
                sizes.of(actor.organization()),
                working.size(),
                (int) working.stream().filter(node -> node.report().leaving()).count(),
                working.stream().map(node -> node.report().pace()).reduce(DeliveryPace.IDLE, DeliveryPace::with));
    }

    /** How it did. */
    public List<MetricPoint> chart(Actor actor, ChartSpan span) {
        administration.check(actor, AdministrativeAction.SEE_OVERVIEW);
        Instant from = clock.instant().minus(span.back());
        return samples.points(actor.organization(), from, span.point());
    }
}
