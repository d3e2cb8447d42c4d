package chat.parley.web.health;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.problem.ChatException;
import chat.parley.jpa.health.NodeHealth;

/** Readiness for load balancers. */
@Path("/ready")
@PermitAll
public class ReadyResource {

    @Inject
    NodeHealth health;

    /** Answers 200 when this node serves and 503 when another one should be asked. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String ready() {
        health.hindrance().ifPresent(hindrance -> {
            throw new ChatException.Unavailable("server.not-ready", "Not ready: " + hindrance);
        });
        return "ready\n";
    }
}
