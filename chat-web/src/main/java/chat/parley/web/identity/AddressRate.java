package chat.parley.web.identity;

import java.io.IOException;
import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.ejb.rate.RateLimit;
import chat.parley.ejb.rate.TokenBuckets;
import chat.parley.ejb.rate.TokenBuckets.Pace;
import chat.parley.web.problem.Problems;
import chat.parley.web.problem.RequestProblem;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How fast requests may come from one address, on this node: {@code parley.address.per-second} after a burst of {@code
 * parley.address.burst}. Unless the operator sets it there is no limit, for behind one address can be a whole company. A
 * socket that is open counts no more; its frames have limits of their own.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public final class AddressRate extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int MOST_ADDRESSES = 200_000;

    @Inject
    transient ClientAddress address;

    @Inject
    transient Clock clock;

    @Inject
    transient MeterRegistry meters;

    private transient RateLimit<String> addresses;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    public AddressRate() {}

    @Override
    public void init() {
        Config config = ConfigProvider.getConfig();
        double perSecond = config.getOptionalValue("parley.address.per-second", Double.class)
                .orElse(0.0);
        double burst =
                config.getOptionalValue("parley.address.burst", Double.class).orElse(1000.0);
        addresses = new RateLimit<>(
                new TokenBuckets<>(clock, new Pace(burst, perSecond), MOST_ADDRESSES),
                meters,
                "address",
                "Too many requests come from your address.");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            addresses.take(address.of(request));
        } catch (TooMany refusal) {
            RequestProblem.send(response, Problems.of(refusal));
            return;
        }
        chain.doFilter(request, response);
    }
}
