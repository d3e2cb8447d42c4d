package chat.parley.ejb.archive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchiveRule;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Has what is due archived, and destroyed in the archive, on the node that comes first and then stays it: a few segments in
 * each second, so that nobody who posts notices. Where there is no storage it does nothing.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ArchiveBeat {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int CONVERSATIONS_AT_ONCE = 100;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    ArchiveAgenda agenda;

    @Inject
    ArchivableMessages messages;

    @Inject
    Archiving archiving;

    @Inject
    Shredding shredding;

    @Inject
    Moving moving;

    @Inject
    ObjectStore store;

    /** How many segments are written in a second at the most. */
    @Inject
    @ConfigProperty(name = "parley.archive.rate", defaultValue = "5")
    int rate;

    private final Map<Long, Long> cursors = new HashMap<>();
    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        if (store.isThere()) {
            beating = new Beat(
                    () -> agenda.now().ifPresent(this::goOn), ChatLog.LOG::archiveWaits, ChatLog.LOG::archiveGoesOn);
            beating.begin(scheduler, PERIOD);
        }
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }

    private void goOn(List<ArchiveRule> rules) {
        shredding.step();
        moving.bringBack();
        int left = rate;
        for (ArchiveRule rule : rules) {
            left -= archive(rule, left);
        }
        for (ArchiveRule rule : rules) {
            left -= moving.move(rule, left);
        }
    }

    /** Goes round all conversations of an organization, a part of them in each beat; answers how many segments it wrote. */
    private int archive(ArchiveRule rule, int most) {
        long organization = rule.organization().value();
        long cursor = cursors.getOrDefault(organization, 0L);
        List<Place> places = messages.places(rule.organization(), cursor, CONVERSATIONS_AT_ONCE);
        int written = 0;
        for (Place place : places) {
            Optional<Place> at = Optional.of(place);
            while (at.isPresent() && written < most) {
                at = archiving.archive(rule, at.get());
                written += at.isPresent() ? 1 : 0;
            }
            if (written >= most) {
                return written; // it goes on here
            }
            cursors.put(organization, place.conversation().value());
        }
        if (places.size() < CONVERSATIONS_AT_ONCE) {
            cursors.remove(organization);
        }
        return written;
    }
}
