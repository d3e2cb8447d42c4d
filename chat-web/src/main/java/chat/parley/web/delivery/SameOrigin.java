package chat.parley.web.delivery;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets only pages of our own open connections: those whose origin is the host that was asked, or one of {@code
 * parley.origins} (RFC 6455, section 10.2). Programs send no origin and are let in: a token is what counts, and a page
 * of somebody else's has none.
 */
@WebFilter(
        urlPatterns = {"/api/v1/socket", "/api/v1/events", "/api/v1/frames", "/api/v1/poll"},
        asyncSupported = true)
public final class SameOrigin extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient Set<String> allowed =
            ConfigProvider.getConfig().getOptionalValues("parley.origins", String.class).orElse(List.of()).stream()
                    .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isOurs(request.getHeader("Origin"), request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "origin.forbidden");
        }
    }

    private boolean isOurs(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        String asked = host == null ? "" : host.toLowerCase(Locale.ROOT);
        String known = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(known) || asked.equals(authority(known));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
