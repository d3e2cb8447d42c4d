package chat.parley.jpa.health;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while other nodes should be given the work. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

    @Inject
    NodeHealth health;

    @Override
    public HealthCheckResponse call() {
        Optional<String> hindrance = health.hindrance();
        var response = HealthCheckResponse.named("parley-ready").status(hindrance.isEmpty());
        hindrance.ifPresent(reason -> response.withData("hindrance", reason));
        return response.build();
    }
}
