package chat.parley.ejb.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.time.Beat;
import chat.parley.jpa.audit.AuditStream.Backlog;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Has {@link StreamingAudit} hand on what was noted, every second, on the node that comes first and then stays it. Where the
 * receiver is away that is said once, and once more when it is back; in between every few seconds some node tries.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditStreamBeat {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofSeconds(5);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    StreamingAudit streaming;

    @Inject
    SyslogSettings settings;

    @Inject
    MeterRegistry meters;

    @Inject
    Clock clock;

    private volatile Backlog backlog = new Backlog(0, null);
    private Instant tryAgain = Instant.MIN;
    private boolean away;
    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        meters.gauge("parley.audit.syslog.behind", this, beat -> beat.backlog.entries());
        meters.gauge("parley.audit.syslog.age", this, AuditStreamBeat::ageInSeconds);
        Optional<SyslogEntry> form = settings.form();
        if (form.isPresent()) {
            SyslogReceiver receiver = settings.receiver(scheduler);
            beating = new Beat(() -> beat(form.get(), receiver), ChatLog.LOG::auditNotReadToHandOn, () -> {});
            beating.begin(scheduler, PERIOD);
        }
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }

    private void beat(SyslogEntry form, SyslogReceiver receiver) {
        backlog = streaming.backlog();
        if (backlog.entries() == 0) {
            back();
        } else if (!clock.instant().isBefore(tryAgain)) {
            handOn(form, receiver);
        }
    }

    private void handOn(SyslogEntry form, SyslogReceiver receiver) {
        try {
            if (streaming.handOn(form, receiver)) {
                back();
            }
        } catch (IOException e) {
            if (!away) {
                away = true;
                ChatLog.LOG.syslogAway(e);
            }
            streaming.failed(e);
            rest(form);
        } catch (RuntimeException e) { // an entry of a newer version, perhaps, that another node understands
            rest(form);
            throw e;
        }
    }

    private void rest(SyslogEntry form) {
        tryAgain = clock.instant().plus(REST);
        streaming.leave(form);
    }

    private void back() {
        if (away) {
            away = false;
            ChatLog.LOG.syslogBack();
        }
    }

    /** How long ago the first entry was noted that was not handed on. */
    private double ageInSeconds() {
        Instant oldest = backlog.oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toSeconds();
    }
}
