package chat.parley.web.identity;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import chat.parley.ejb.message.TokenBuckets;
import chat.parley.ejb.message.TokenBuckets.Pace;
import chat.parley.ejb.problem.ChatException.TooMany;
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

    private transient TokenBuckets<String> buckets;

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
        buckets = new TokenBuckets<>(clock, new Pace(burst, perSecond), MOST_ADDRESSES);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Duration wait = buckets.take(address.of(request));
        if (wait.isPositive()) {
            meters.counter("parley.rate.refused", "of", "address").increment();
            TooMany refusal = new TooMany("rate.address", "Too many requests come from your address.", wait);
            RequestProblem.send(response, Problems.of(refusal));
        } else {
            chain.doFilter(request, response);
        }
    }
}
