package chat.parley.web.identity;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where requests come from, as far as can be believed: the connection's other end, or what a proxy named in {@code
 * parley.trusted-proxies} says of it.
 */
@ApplicationScoped
public class ClientAddress {

    @Inject
    @ConfigProperty(name = "parley.trusted-proxies")
    Optional<List<String>> trusted;

    private TrustedProxies proxies = TrustedProxies.of(List.of());

    @PostConstruct
    void read() {
        proxies = TrustedProxies.of(trusted.orElse(List.of()));
    }

    /** Where this one comes from. */
    String of(HttpServletRequest request) {
        String forwardedFor = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
        return proxies.origin(request.getRemoteAddr(), forwardedFor);
    }
}
