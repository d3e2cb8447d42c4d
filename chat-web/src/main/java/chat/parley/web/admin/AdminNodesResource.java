package chat.parley.web.admin;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.admin.NodeRoster;
import chat.parley.ejb.admin.NodeRoster.NodeView;
import chat.parley.jpa.admin.NodeReport;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** The nodes of the installation, for those who have to do with them. */
@Path("/admin/nodes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdminNodesResource {

    @Inject
    CurrentActor current;

    @Inject
    NodeRoster roster;

    /** A node; {@code working} is whether it was heard of just now, {@code leaving} whether it takes nobody new. */
    public record ListedNode(
            String name,
            String version,
            Instant startedAt,
            Instant reportedAt,
            boolean working,
            boolean leaving,
            @Nullable Instant drainAt,
            int connections,
            int people,
            long heapUsed,
            long heapMost,
            @Nullable Double load,
            MeasuredPace pace) {

        static ListedNode of(NodeView view) {
            NodeReport report = view.node().report();
            return new ListedNode(
                    report.name(),
                    report.version(),
                    report.startedAt(),
                    view.node().reportedAt(),
                    view.working(),
                    report.leaving(),
                    view.node().drainAt(),
                    report.connections(),
                    report.people(),
                    report.heapUsed(),
                    report.heapMost(),
                    report.load() < 0 ? null : report.load(),
                    MeasuredPace.of(report.pace()));
        }
    }

    /** All of them. */
    public record NodeList(List<ListedNode> nodes) {}

    /** All that are at work, or were a moment ago. */
    @GET
    public NodeList nodes() {
        return new NodeList(
                roster.nodes(current.get()).stream().map(ListedNode::of).toList());
    }

    /** Has its clients go elsewhere. */
    @PUT
    @Path("/{name}/drain")
    public void drain(@PathParam("name") String name) {
        roster.drain(current.get(), name);
    }

    /** Has it take new clients again. */
    @DELETE
    @Path("/{name}/drain")
    public void takeBack(@PathParam("name") String name) {
        roster.takeBack(current.get(), name);
    }
}
