package chat.parley.ejb.presence;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.presence.PresenceBoard.Picture;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.presence.ChosenStatus;
import chat.parley.jpa.presence.StatusChoice;
import io.micrometer.core.instrument.MeterRegistry;
import org.infinispan.Cache;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryRemoved;
import org.infinispan.notifications.cachelistener.annotation.DataRehashed;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.infinispan.notifications.cachelistener.event.CacheEntryRemovedEvent;
import org.infinispan.notifications.cachelistener.event.DataRehashedEvent;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.infinispan.partitionhandling.AvailabilityMode;
import org.infinispan.remoting.transport.Address;
import org.jspecify.annotations.Nullable;

/**
 * A replicated cache: every node has all of it, and hears of every change without being asked. Keys and values are
 * plain texts, which need no schema and which an older or newer node reads as well: {@code 42@node1} is with which devices
 * account 42 is at a node ({@code 7 ACTIVE 8 IDLE}), {@code 42} what account 42 says of itself.
 */
@ApplicationScoped
public class PresenceCache implements SharedPresence {

    private static final char AT = '@';
    private static final String LINE = "\n";
    private static final String SPACE = " ";

    @Resource(lookup = "java:jboss/infinispan/cache/parley/presence")
    Cache<String, String> cache;

    @Inject
    MeterRegistry meters;

    private @Nullable News news;

    @PostConstruct
    void measure() {
        meters.gauge("parley.cluster.nodes", this, shared -> shared.nodes().size());
    }

    @Override
    public void open(Reader reader) {
        News opened = new News(reader);
        cache.addListener(opened);
        cache.getCacheManager().addListener(opened);
        news = opened;
    }

    @PreDestroy
    void close() {
        News opened = news;
        if (opened != null) {
            cache.removeListener(opened);
            cache.getCacheManager().removeListener(opened);
        }
    }

    @Override
    public String node() {
        return name(cache.getCacheManager().getAddress());
    }

    @Override
    public Collection<String> nodes() {
        List<Address> members = cache.getCacheManager().getMembers();
        return members == null
                ? List.of(node())
                : members.stream().map(PresenceCache::name).toList();
    }

    @Override
    public boolean available() {
        return cache.getStatus().allowInvocations()
                && cache.getAdvancedCache().getAvailability() == AvailabilityMode.AVAILABLE;
    }

    @Override
    public Picture read() {
        Picture picture = new Picture(new HashMap<>(), new HashMap<>());
        cache.forEach((key, value) -> {
            if (isPlace(key)) {
                picture.here().put(whereabouts(key), devices(value));
            } else {
                picture.choices().put(account(key), choice(value));
            }
        });
        return picture;
    }

    @Override
    public void here(Map<AccountId, DevicesHere> accounts) {
        String node = node();
        cache.putAll(accounts.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> key(new Whereabouts(each.getKey(), node)), each -> text(each.getValue()))));
    }

    @Override
    public void gone(Set<Whereabouts> places) {
        places.forEach(place -> cache.remove(key(place)));
    }

    @Override
    public void chose(AccountId account, StatusChoice choice) {
        String key = account.toString();
        String value = text(choice);
        for (String known = cache.get(key);
                known == null || choice(known).chosenAt().isBefore(choice.chosenAt());
                known = cache.get(key)) {
            if (known == null ? cache.putIfAbsent(key, value) == null : cache.replace(key, known, value)) {
                return;
            }
        }
    }

    private static String name(@Nullable Address address) {
        return address == null ? "alone" : address.toString();
    }

    private static boolean isPlace(String key) {
        return key.indexOf(AT) > 0;
    }

    private static String key(Whereabouts where) {
        return where.account().toString() + AT + where.node();
    }

    private static Whereabouts whereabouts(String key) {
        int at = key.indexOf(AT);
        return new Whereabouts(account(key.substring(0, at)), key.substring(at + 1));
    }

    private static AccountId account(String number) {
        return new AccountId(Long.parseLong(number));
    }

    private static String text(DevicesHere here) {
        return here.devices().entrySet().stream()
                .map(each -> each.getKey() + SPACE + each.getValue())
                .collect(Collectors.joining(SPACE));
    }

    private static DevicesHere devices(String text) {
        String[] words = text.split(SPACE, -1);
        Map<DeviceId, Activity> devices = new HashMap<>(2);
        for (int i = 0; i < words.length; i += 2) {
            devices.put(new DeviceId(Long.parseLong(words[i])), Activity.valueOf(words[i + 1]));
        }
        return new DevicesHere(Map.copyOf(devices));
    }

    private static String text(StatusChoice choice) {
        return String.join(
                LINE,
                choice.status().name(),
                choice.chosenAt().toString(),
                choice.until() == null ? "" : choice.until().toString(),
                choice.text() == null ? "" : choice.text());
    }

    private static StatusChoice choice(String text) {
        String[] lines = text.split(LINE, 4);
        return new StatusChoice(
                ChosenStatus.valueOf(lines[0]),
                lines[3].isEmpty() ? null : lines[3],
                lines[2].isEmpty() ? null : Instant.parse(lines[2]),
                Instant.parse(lines[1]));
    }

    /** Hears of every change in the cache, and of nodes. Public, because the cache calls it by reflection. */
    @Listener
    public static final class News {

        private final Reader reader;

        private News(Reader reader) {
            this.reader = reader;
        }

        @CacheEntryCreated
        @CacheEntryModified
        public void written(CacheEntryEvent<String, String> event) {
            String key = event.getKey();
            if (event.isPre()) {
                return;
            }
            if (isPlace(key)) {
                reader.here(whereabouts(key), devices(event.getValue()));
            } else {
                reader.chose(account(key), choice(event.getValue()));
            }
        }

        @CacheEntryRemoved
        public void removed(CacheEntryRemovedEvent<String, String> event) {
            if (!event.isPre() && isPlace(event.getKey())) {
                reader.gone(whereabouts(event.getKey()));
            }
        }

        /** After a split what this node held may have been replaced, without a word of each entry. */
        @DataRehashed
        public void moved(DataRehashedEvent<String, String> event) {
            if (!event.isPre()) {
                reader.doubt();
            }
        }

        @ViewChanged
        @Merged
        public void nodesChanged(ViewChangedEvent event) {
            reader.doubt();
        }
    }
}
