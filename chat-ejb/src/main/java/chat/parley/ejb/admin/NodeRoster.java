package chat.parley.ejb.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.admin.NodeRecord;
import chat.parley.jpa.admin.NodeRecords;
import chat.parley.jpa.admin.NodeReport;
import chat.parley.jpa.audit.AuditDeed;

/**
 * The nodes of the installation: what they say of themselves, and having the clients of one go elsewhere. What is wished
 * reaches a node with the answer to its next report, however badly the nodes hear each other.
 */
@Stateless
public class NodeRoster {

    /** A node that has said nothing for so long is not at work. */
    static final Duration SILENT = Duration.ofSeconds(20);

    /** And after so long it is not shown any more. */
    private static final Duration GONE = Duration.ofHours(1);

    @Inject
    Administration administration;

    @Inject
    NodeRecords nodes;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** A node as it is shown; {@code working} is whether it has been heard of just now. */
    public record NodeView(NodeRecord node, boolean working) {}

    /** Notes what a node says of itself; whether its clients are to go elsewhere. For nodes only. */
    public boolean report(NodeReport report) {
        Instant now = clock.instant();
        nodes.forgetBefore(now.minus(GONE));
        return nodes.report(report, now);
    }

    /** All that are at work, or were a moment ago. */
    public List<NodeView> nodes(Actor actor) {
        administration.check(actor, AdministrativeAction.SEE_NODES);
        Instant now = clock.instant();
        return nodes.since(now.minus(GONE)).stream()
                .map(node -> new NodeView(node, working(node, now)))
                .toList();
    }

    /**
     * Has a node take nobody new and its clients go elsewhere.
     *
     * @throws Conflict if there is no other for them to go to
     */
    public void drain(Actor actor, String name) {
        administration.check(actor, AdministrativeAction.DRAIN_NODE);
        Instant now = clock.instant();
        List<NodeRecord> working = nodes.lockSince(now.minus(SILENT));
        NodeRecord node = find(working, name);
        if (node.drainAt() != null) {
            return;
        }
        boolean refuge = working.stream()
                .anyMatch(other -> !other.report().name().equals(name)
                        && other.drainAt() == null
                        && !other.report().leaving());
        if (!refuge) {
            throw new Conflict("node.last", "There is no other node that takes its clients.");
        }
        nodes.wish(name, now, actor.account());
        audit.note(actor, AuditDeed.NODE_DRAINED, Subjects.node(name), new Details());
    }

    /** Has it take new clients again. */
    public void takeBack(Actor actor, String name) {
        administration.check(actor, AdministrativeAction.DRAIN_NODE);
        if (find(nodes.lockSince(clock.instant().minus(SILENT)), name).drainAt() != null) {
            nodes.wish(name, null, null);
            audit.note(actor, AuditDeed.NODE_TAKEN_BACK, Subjects.node(name), new Details());
        }
    }

    static boolean working(NodeRecord node, Instant now) {
        return node.reportedAt().isAfter(now.minus(SILENT));
    }

    private static NodeRecord find(List<NodeRecord> working, String name) {
        return working.stream()
                .filter(node -> node.report().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Missing("node.missing", "There is no node of this name at work."));
    }
}
