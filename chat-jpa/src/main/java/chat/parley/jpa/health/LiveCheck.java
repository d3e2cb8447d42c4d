package chat.parley.jpa.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the process should be ended and started again. An absent database is no reason. */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {

    @Inject
    NodeHealth health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("parley-live").status(health.alive()).build();
    }
}
