package chat.parley.web.delivery;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.jpa.health.NodeHealth;
import chat.parley.web.problem.Problems;
import chat.parley.web.problem.RequestProblem;

/**
 * Opens no new connection on a node that is about to stop. Load balancers need a moment to notice that it is not ready,
 * and clients who were told to move come within that moment; the refusal makes the load balancer ask another node.
 */
@WebFilter(
        urlPatterns = {"/api/v1/socket", "/api/v1/events", "/api/v1/poll"},
        asyncSupported = true)
public final class NobodyNew extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    transient NodeHealth health;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (health.leaving() && request.getHeader(FramesResource.CONNECTION) == null) {
            Unavailable refusal = new Unavailable("server.not-ready", "This node is about to stop; ask another one.");
            RequestProblem.send(response, Problems.of(refusal));
        } else {
            chain.doFilter(request, response);
        }
    }
}
