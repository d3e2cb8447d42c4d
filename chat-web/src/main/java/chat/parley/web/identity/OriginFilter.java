package chat.parley.web.identity;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import chat.parley.jpa.audit.Origin;

/** Lets whatever a request brings about know where the request comes from. */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public final class OriginFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    transient ClientAddress address;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Origin.from(address.of(request)).call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
