package chat.parley.ejb.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** To whom the audit log is handed on, as the operator has set it. */
@ApplicationScoped
public class SyslogSettings {

    /** How long a delivery may take; shorter than a node alone hands on. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String NODE = System.getProperty("jboss.node.name", "node");

    @Inject
    @ConfigProperty(name = "parley.audit.syslog.host")
    Optional<String> host;

    @Inject
    @ConfigProperty(name = "parley.audit.syslog.port", defaultValue = "6514")
    int port;

    @Inject
    @ConfigProperty(name = "parley.audit.syslog.ca")
    Optional<String> authorities;

    @Inject
    @ConfigProperty(name = "parley.audit.syslog.certificate")
    Optional<String> certificate;

    @Inject
    @ConfigProperty(name = "parley.audit.syslog.key")
    Optional<String> key;

    @Inject
    @ConfigProperty(name = "parley.audit.syslog.element", defaultValue = "parley@32473")
    String element;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected SyslogSettings() {}

    /** How entries are written; empty if nobody is to have them. */
    Optional<SyslogEntry> form() {
        return host.filter(name -> !name.isBlank()).map(name -> new SyslogEntry(NODE, element));
    }

    /** Where the receiver is; empty if nobody is to have them. */
    Optional<String> address() {
        return host.filter(name -> !name.isBlank()).map(name -> name.strip() + ':' + port);
    }

    /** Who is to have them. */
    SyslogReceiver receiver(ScheduledExecutorService scheduler) {
        SyslogTrust trust = new SyslogTrust(authorities.map(Path::of), certificate.map(Path::of), key.map(Path::of));
        return new SyslogReceiver(host.orElseThrow().strip(), port, trust, scheduler, LIMIT);
    }
}
