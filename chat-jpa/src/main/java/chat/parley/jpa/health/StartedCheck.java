package chat.parley.jpa.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once the application is deployed and the schema migrated, for without these it could not be asked. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("parley-started");
    }
}
